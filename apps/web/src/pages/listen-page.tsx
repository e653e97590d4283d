import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { bookPage } from '#features/book/book-queries.ts'
import { fileToHear } from '#features/book/reading-file.ts'
import { ListenView } from '#features/player/listen-view.tsx'
import { playbackOf } from '#features/player/player-queries.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** An audiobook with everything that one does while listening. */
export function ListenPage() {
  const { t } = useTranslation()
  const { bookId } = useParams({ from: '/frame/books/$bookId/listen' })
  const search = useSearch({ from: '/frame/books/$bookId/listen' })
  const navigate = useNavigate({ from: '/books/$bookId/listen' })
  const forgetStart = useCallback(
    () => void navigate({ search: ({ at: _, ...before }) => before, replace: true }),
    [navigate],
  )
  // The place may have moved since the page of the book was seen.
  const book = useQuery({ ...bookPage(bookId), staleTime: 0 })
  const file = book.data?.files.find(({ id }) => id === search.file) ?? (book.data && fileToHear(book.data))
  const playback = useQuery({ ...playbackOf(file?.id ?? ''), enabled: file !== undefined })
  useTitle(book.data?.title)
  const error = book.error ?? playback.error
  return (
    <>
      <Link
        to="/books/$bookId"
        params={{ bookId }}
        className="-ms-2 mb-4 inline-flex min-h-10 items-center gap-2 rounded-lg px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <ArrowLeft size={17} aria-hidden className="rtl:rotate-180" />
        {t('player.toBook')}
      </Link>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void (book.error ? book.refetch() : playback.refetch())} />
      ) : book.data && !file ? (
        <EmptyState
          level={1}
          title={t('player.noAudio')}
          actions={
            <Link to="/books/$bookId" params={{ bookId }} className={buttonClass({ kind: 'primary' })}>
              {t('player.toBook')}
            </Link>
          }
        >
          {t('player.noAudioExplained')}
        </EmptyState>
      ) : book.data && book.isFetchedAfterMount && file && playback.data ? (
        <ListenView
          key={file.id}
          book={book.data}
          file={file}
          playback={playback.data}
          startAt={search.at}
          onStarted={forgetStart}
        />
      ) : (
        <Waiting />
      )}
    </>
  )
}
