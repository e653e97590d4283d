import type { SearchReport } from '@colophon/contract/web/releases.ts'
import { useTranslation } from 'react-i18next'
import { moment, wholeNumber } from '#i18n/measures.ts'
import { AskedIndexers } from './asked-indexers.tsx'
import type { AcquiredBook } from './book-queries.ts'
import { ReleaseTable } from './release-table.tsx'

/** “Why was nothing taken?”: what the last search by itself found, and what stood against each offer. */
export function WhyNothing({ book, reports }: { book: AcquiredBook; reports: readonly SearchReport[] }) {
  const { t } = useTranslation()
  const told = reports.filter(({ outcome }) => outcome !== 'grabbing')
  if (told.length === 0) return null
  return (
    <details className="border-t border-line pt-3">
      <summary className="w-fit cursor-pointer rounded-md py-1 text-[0.9375rem] font-medium hover:text-accent">
        {t('release.why')}
      </summary>
      <div className="mt-3 flex flex-col gap-6">
        {told.map((report) => (
          <Report key={report.slot} book={book} report={report} isNamed={told.length > 1} />
        ))}
      </div>
    </details>
  )
}

function Report({ book, report, isNamed }: { book: AcquiredBook; report: SearchReport; isNamed: boolean }) {
  const { t, i18n } = useTranslation()
  const number = (count: number) => wholeNumber(count, i18n.language)
  const { counts } = report
  return (
    <div className="flex flex-col gap-3">
      <p className="text-[0.9375rem] text-ink-soft">
        {isNamed ? <span className="font-medium text-ink">{t(`acquire.slot.${report.slot}`)}: </span> : null}
        {t('release.searchedAt', { at: moment(report.searchedAt, i18n.language) })}{' '}
        {counts
          ? t('release.counts', {
              raw: number(counts.raw),
              fitting: number(counts.afterRelevance),
              approved: number(counts.approved),
            })
          : null}
      </p>
      <AskedIndexers indexers={report.indexers} />
      {report.releases.length > 0 ? <ReleaseTable book={book} releases={report.releases} /> : null}
    </div>
  )
}
