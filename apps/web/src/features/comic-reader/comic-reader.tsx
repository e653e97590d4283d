import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import type { ReaderProps } from '#api/readable.ts'
import { usePaper } from '#reading/use-paper.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { OpeningBook } from '#ui/opening-book.tsx'
import { pagesOf } from './comic-pages.ts'
import { OpenComic } from './open-comic.tsx'

/** Asks for the pages of a comic, and shows it where its reader left it. */
export function ComicReader({ book, file, startAt }: ReaderProps) {
  const { t } = useTranslation()
  usePaper('auto')
  const { data, error, refetch } = useQuery(pagesOf(file.id))
  const back = address(`/books/${encodeURIComponent(book.id)}`)
  if (data && data.pages.length > 0) {
    return <OpenComic comic={{ fileId: file.id, list: data }} book={book} startAt={startAt} />
  }
  if (error || data) {
    return (
      <main>
        <EmptyState
          level={1}
          title={t('reader.unreadable')}
          actions={
            <a href={back} className={buttonClass({ kind: 'primary' })}>
              {t('reader.toBook')}
            </a>
          }
        >
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </EmptyState>
      </main>
    )
  }
  return <OpeningBook title={book.title} share={null} />
}
