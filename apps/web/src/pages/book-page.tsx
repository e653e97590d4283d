import { useQuery } from '@tanstack/react-query'
import { Link, useCanGoBack, useParams, useRouter } from '@tanstack/react-router'
import { ArrowLeft, ListPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { counterpart, mayAcquire } from '#api/acquisition.ts'
import { isNotFound } from '#api/call-error.ts'
import { pickListForBook } from '#api/list-picker-store.ts'
import { useAccount } from '#api/session.ts'
import { BookEvents } from '#features/acquire/book-events.tsx'
import { BookPanel } from '#features/acquire/book-panel.tsx'
import { acquiredBook } from '#features/acquire/book-queries.ts'
import { bookPage } from '#features/book/book-queries.ts'
import { BookView } from '#features/book/book-view.tsx'
import { BookHistory } from '#features/changes/book-history.tsx'
import { DeleteBook } from '#features/changes/delete-book.tsx'
import { EditActions } from '#features/edit/edit-actions.tsx'
import { ReadingState } from '#features/progress/reading-state.tsx'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { MenuItem } from '#ui/menu.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

export function BookPage() {
  const { t } = useTranslation()
  const { bookId } = useParams({ from: '/frame/books/$bookId' })
  const { data, error, refetch } = useQuery(bookPage(bookId))
  const [isDeleting, setDeleting] = useState(false)
  useTitle(data?.title)
  return (
    <>
      <BackToBooks />
      {data ? (
        <>
          <BookView
            key={data.id}
            book={data}
            editing={
              <EditActions book={data} onDelete={() => setDeleting(true)}>
                <MenuItem onSelect={() => pickListForBook(data.id)}>
                  <ListPlus size={17} aria-hidden />
                  {t('lists.addTo')}
                </MenuItem>
              </EditActions>
            }
            reading={<ReadingState bookId={data.id} />}
            acquiring={<Acquiring bookId={data.id} />}
            history={<BookHistory bookId={data.id} />}
          />
          <DeleteBook
            book={{ id: data.id, title: data.title, fileCount: data.files.length }}
            isOpen={isDeleting}
            onClose={() => setDeleting(false)}
          />
        </>
      ) : isNotFound(error) ? (
        <EmptyState
          level={1}
          title={t('book.gone')}
          actions={
            <Link to="/books" search={{}} className={buttonClass({ kind: 'primary' })}>
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

/** How far the book is on its way here, for those who may look for it. Books without an author are on no way. */
function Acquiring({ bookId }: { bookId: string }) {
  const isMember = mayAcquire(useAccount())
  const { data: same } = useQuery({ ...counterpart('books', bookId), enabled: isMember })
  const { data } = useQuery({ ...acquiredBook(same?.number ?? 0), enabled: same !== undefined })
  const { t } = useTranslation()
  if (!data) return null
  const isAtRest = !data.monitored && data.formats.length > 0 && data.history.length === 0
  // Most books of a library came from a folder: nobody looks for them.
  if (isAtRest)
    return (
      <details>
        <summary className="w-fit cursor-pointer rounded-md py-1 font-serif text-lg font-semibold hover:text-accent">
          {t('acquire.another')}
        </summary>
        <div className="mt-3">
          <BookPanel book={data} />
        </div>
      </details>
    )
  return (
    <>
      <BookPanel book={data} />
      <BookEvents events={data.history} />
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
    <Link to="/books" search={{}} className={className}>
      {content}
    </Link>
  )
}
