import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { OpeningBook } from '#ui/opening-book.tsx'
import { useTitle } from '#ui/use-title.ts'
import { openedFile } from './opened-file.ts'

/** Opens a file in the reader that knows its format. */
export function ReaderPage({ fileId, startAt }: { fileId: string; startAt: string | null }) {
  const { t } = useTranslation()
  const opened = useQuery(openedFile(useQueryClient(), fileId))
  const { book, file, Reader } = opened.data ?? {}
  useTitle(book?.title)
  if (opened.error) {
    return (
      <main className="mx-auto flex max-w-lg flex-col items-start gap-4 px-4 py-24">
        <ErrorNotice error={opened.error} />
        <a href={address('/')} className={buttonClass()}>
          {t('reader.toBooks')}
        </a>
      </main>
    )
  }
  if (!book) return <OpeningBook share={null} />
  if (!file || !Reader) {
    return (
      <main>
        <EmptyState
          level={1}
          title={t('reader.noReader')}
          actions={
            <a href={address(`/books/${encodeURIComponent(book.id)}`)} className={buttonClass({ kind: 'primary' })}>
              {t('reader.toBook')}
            </a>
          }
        >
          {t('reader.noReaderExplained')}
        </EmptyState>
      </main>
    )
  }
  return <Reader book={book} file={file} startAt={startAt} />
}
