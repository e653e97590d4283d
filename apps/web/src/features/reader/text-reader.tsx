import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import type { ReaderProps } from '#api/readable.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { OpeningBook } from '#ui/opening-book.tsx'
import { Reader } from './reader.tsx'
import { useOpenedBook } from './use-opened-book.ts'

export { openedBook } from './use-opened-book.ts'

// Nearly every book needs it, and foliate would ask for it only once the book is open.
import('foliate-js/paginator.js').catch(() => undefined)

/** Fetches a book of text, opens it, and shows it where its reader left it. */
export function TextReader({ book: page, file, startAt }: ReaderProps) {
  const { t } = useTranslation()
  const { book, share, error, isUnreadable } = useOpenedBook(file)
  if (book) return <Reader book={book} page={page} file={file} startAt={startAt} />
  const toBook = (
    <a href={address(`/books/${encodeURIComponent(page.id)}`)} className={buttonClass({ kind: 'primary' })}>
      {t('reader.toBook')}
    </a>
  )
  if (isUnreadable) {
    return (
      <main>
        <EmptyState level={1} title={t('reader.unreadable')} actions={toBook}>
          {t('reader.unreadableExplained')}
        </EmptyState>
      </main>
    )
  }
  if (error) {
    return (
      <main className="mx-auto flex max-w-lg flex-col items-start gap-4 px-4 py-24">
        <ErrorNotice error={error} />
        {toBook}
      </main>
    )
  }
  return <OpeningBook title={page.title} share={share} />
}
