import type { LibraryOverview } from '@colophon/contract/web/libraries.ts'
import { useTranslation } from 'react-i18next'
import { ProgressBar } from '#ui/progress.tsx'
import { takenIn } from './scan-news.ts'

/** A scan as it goes: what was found so far, what was taken in, what could not be read. */
export function ScanProgress({ library }: { library: LibraryOverview }) {
  const { t } = useTranslation()
  const counts = library.lastScan?.state === 'running' ? library.lastScan.counts : undefined
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar share={null} label={t('scan.running', { name: library.name })} />
      <p role="status" className="text-sm text-ink-soft tabular-nums">
        {counts ? t('scan.counts', { count: counts.found, taken: takenIn(counts) }) : t('scan.waiting')}
        {counts && counts.failed > 0 ? ` · ${t('scan.failed', { count: counts.failed })}` : null}
      </p>
    </div>
  )
}
