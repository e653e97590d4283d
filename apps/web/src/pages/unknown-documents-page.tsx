import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { unknownDocuments } from '#features/devices/device-queries.ts'
import { UnknownDocument } from '#features/devices/unknown-document.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { LoadMore } from '#ui/load-more.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Documents that a KOReader told of and that match no book of the library. */
export function UnknownDocumentsPage() {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(unknownDocuments)
  useTitle(t('devices.inbox'))
  const documents = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('devices.inbox')}
        eyebrow={
          <Link to="/devices" className="hover:underline">
            {t('devices.title')}
          </Link>
        }
      />
      {data ? (
        documents.length > 0 ? (
          <>
            <p className="mb-6 max-w-prose text-ink-soft">{t('devices.inboxLead')}</p>
            <ul aria-label={t('devices.inbox')} className="border-t border-line">
              {documents.map((document) => (
                <UnknownDocument key={document.id} document={document} />
              ))}
            </ul>
          </>
        ) : (
          <EmptyState title={t('devices.inboxNone')}>{t('devices.inboxNoneExplained')}</EmptyState>
        )
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
      {hasNextPage ? <LoadMore isBusy={isFetchingNextPage} onMore={() => void fetchNextPage()} /> : null}
    </div>
  )
}
