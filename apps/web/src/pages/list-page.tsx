import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isNotFound } from '#api/call-error.ts'
import { ListActions } from '#features/lists/list-actions.tsx'
import { listPages } from '#features/lists/list-queries.ts'
import { ListRows } from '#features/lists/list-rows.tsx'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { LoadMore } from '#ui/load-more.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** One reading list, in the order that its reader gives it. */
export function ListPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { listId } = useParams({ from: '/frame/lists/$listId' })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(listPages(listId))
  const list = data?.pages[0]?.list
  useTitle(list?.name)
  if (isNotFound(error)) {
    return (
      <EmptyState
        level={1}
        title={t('lists.gone')}
        actions={
          <Link to="/lists" className={buttonClass({ kind: 'primary' })}>
            {t('lists.title')}
          </Link>
        }
      />
    )
  }
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!list) return <Waiting />
  const books = data.pages.flatMap(({ items }) => items)
  return (
    <div className="max-w-4xl">
      <header className="mb-4 flex items-start justify-between gap-4 sm:mb-6">
        <div className="min-w-0">
          <p className="text-sm font-medium text-accent">
            <Link to="/lists" className="hover:underline">
              {t('lists.title')}
            </Link>
          </p>
          <div className="flex flex-wrap items-baseline gap-x-4">
            <h1 className="font-serif text-2xl leading-tight font-semibold wrap-anywhere sm:text-3xl">{list.name}</h1>
            <p className="text-[0.9375rem] text-ink-faint tabular-nums">{t('book.count', { count: list.bookCount })}</p>
          </div>
        </div>
        <ListActions list={list} onDeleted={() => void navigate({ to: '/lists', replace: true })} />
      </header>
      {list.description ? (
        <p className="mb-6 max-w-[68ch] whitespace-pre-line text-ink-soft">{list.description}</p>
      ) : null}
      {books.length > 0 ? (
        <ListRows list={list} books={books} />
      ) : (
        <EmptyState
          title={t('lists.empty')}
          actions={
            <Link to="/books" search={{}} className={buttonClass({ kind: 'primary' })}>
              {t('books.showAll')}
            </Link>
          }
        >
          {t('lists.emptyExplained')}
        </EmptyState>
      )}
      {hasNextPage ? <LoadMore isBusy={isFetchingNextPage} onMore={() => void fetchNextPage()} /> : null}
    </div>
  )
}
