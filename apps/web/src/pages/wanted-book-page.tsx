import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isNotFound } from '#api/call-error.ts'
import { acquiredBook } from '#features/acquire/book-queries.ts'
import { WantedBook } from '#features/acquire/wanted-book.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** A book that is not in the library yet; the others have their page there. */
export function WantedBookPage() {
  const { t } = useTranslation()
  const { bookNumber } = useParams({ from: '/frame/get-books/acquiring/get/books/$bookNumber' })
  const { data, error, refetch } = useQuery(acquiredBook(Number(bookNumber)))
  useTitle(data?.title)
  if (data) return <WantedBook key={data.id} book={data} />
  if (isNotFound(error))
    return (
      <EmptyState level={1} title={t('book.gone')}>
        {t('book.goneExplained')}
      </EmptyState>
    )
  return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting />
}
