import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { LoadMore } from '#ui/load-more.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { koboBooks } from './kobo-queries.ts'

/** Books that are not on a Kobo, each with its reason. */
export function KoboMissing({ readerId }: { readerId: string }) {
  return (
    <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <Standing readerId={readerId} standing="removed" />
      <Standing readerId={readerId} standing="never" />
    </div>
  )
}

function Standing({ readerId, standing }: { readerId: string; standing: 'removed' | 'never' }) {
  const { t } = useTranslation()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    koboBooks(readerId, standing),
  )
  if (error) return <ErrorNotice error={error} />
  if (!data) return <Waiting />
  const books = data.pages.flatMap(({ items }) => items)
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{t(`kobo.standing.${standing}`)}</h3>
      {books.length === 0 ? <p className="text-sm text-ink-faint">{t('kobo.noneSo')}</p> : null}
      <ul className="divide-y divide-line">
        {books.map(({ id, title, reason }) => (
          <li key={id} className="py-2">
            <p className="font-serif font-semibold wrap-anywhere">{title}</p>
            {reason ? <p className="text-sm text-ink-soft">{t(`kobo.reason.${reason}`)}</p> : null}
          </li>
        ))}
      </ul>
      {hasNextPage ? <LoadMore isBusy={isFetchingNextPage} onMore={() => void fetchNextPage()} /> : null}
    </section>
  )
}
