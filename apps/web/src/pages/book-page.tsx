import { useQuery } from '@tanstack/react-query'
import { Link, useCanGoBack, useParams, useRouter } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isNotFound } from '#api/call-error.ts'
import { bookPage } from '#features/book/book-queries.ts'
import { BookView } from '#features/book/book-view.tsx'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

export function BookPage() {
  const { t } = useTranslation()
  const { bookId } = useParams({ from: '/frame/books/$bookId' })
  const { data, error, refetch } = useQuery(bookPage(bookId))
  useTitle(data?.title)
  return (
    <>
      <BackToBooks />
      {data ? (
        <BookView key={data.id} book={data} />
      ) : isNotFound(error) ? (
        <EmptyState
          level={1}
          title={t('book.gone')}
          actions={
            <Link to="/" search={{}} className={buttonClass({ kind: 'primary' })}>
              {t('books.showAll')}
            </Link>
          }
        >
          {t('book.goneExplained')}
        </EmptyState>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </>
  )
}

/** Back to where one came from, with its filters and its place; to all books where one came from outside. */
function BackToBooks() {
  const { t } = useTranslation()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const className =
    '-ms-2 mb-4 inline-flex min-h-10 items-center gap-2 rounded-lg px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink'
  const content = (
    <>
      <ArrowLeft size={17} aria-hidden className="rtl:rotate-180" />
      {t('ui.back')}
    </>
  )
  return canGoBack ? (
    <button type="button" className={className} onClick={() => router.history.back()}>
      {content}
    </button>
  ) : (
    <Link to="/" search={{}} className={className}>
      {content}
    </Link>
  )
}
