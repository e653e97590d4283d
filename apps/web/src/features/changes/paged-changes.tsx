import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Spinner } from '#ui/spinner.tsx'

interface Paged {
  error: unknown
  isPending: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
  refetch: () => Promise<unknown>
}

/** A list that grows: what is there, what failed, what is empty, and the way to older entries. */
export function PagedList({
  query,
  isEmpty,
  none,
  children,
}: {
  query: Paged
  isEmpty: boolean
  none: string
  children: ReactNode
}) {
  const { t } = useTranslation()
  if (query.isPending) return <Spinner className="my-4 size-5 text-ink-faint" />
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (isEmpty) return <p className="text-[0.9375rem] text-ink-soft">{none}</p>
  return (
    <>
      {children}
      {query.hasNextPage ? (
        <Button className="self-start" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('change.more')}
        </Button>
      ) : null}
    </>
  )
}
