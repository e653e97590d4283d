import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ChangeList } from './change-list.tsx'
import { bookChanges } from './change-queries.ts'
import { PagedList } from './paged-changes.tsx'

/** What was changed of a book, with the way back. */
export function BookHistory({ bookId }: { bookId: string }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery(bookChanges(bookId))
  const changes = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="history" className="flex flex-col gap-3">
      <h2 id="history" className="font-serif text-lg font-semibold">
        {t('change.heading')}
      </h2>
      <PagedList query={query} isEmpty={changes.length === 0} none={t('change.none')}>
        <ChangeList changes={changes} />
      </PagedList>
    </section>
  )
}
