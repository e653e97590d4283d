import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ChangeList } from './change-list.tsx'
import { recentChanges } from './change-queries.ts'
import { PagedList } from './paged-changes.tsx'

/** What was changed anywhere in the library. */
export function RecentChanges() {
  const { t } = useTranslation()
  const query = useInfiniteQuery(recentChanges)
  const changes = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="recent" className="flex flex-col gap-4">
      <div>
        <h2 id="recent" className="font-serif text-xl font-semibold">
          {t('change.recent')}
        </h2>
        <p className="mt-1 text-[0.9375rem] text-ink-soft">{t('change.lead')}</p>
      </div>
      <PagedList query={query} isEmpty={changes.length === 0} none={t('change.none')}>
        <ChangeList changes={changes} namesBooks />
      </PagedList>
    </section>
  )
}
