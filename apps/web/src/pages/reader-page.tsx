import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { Reader } from '#features/reader/reader.tsx'
import { useOpenedBook } from '#features/reader/use-opened-book.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Fetches a book, opens it, and shows it where its reader left it. */
export function ReaderPage({ fileId }: { fileId: string }) {
  const { t } = useTranslation()
  const opened = useOpenedBook(fileId)
  useTitle(opened.page?.title)
  if (opened.page && opened.book) return <Reader book={opened.book} page={opened.page} fileId={fileId} />
  const back = opened.page ? address(`/books/${encodeURIComponent(opened.page.id)}`) : address('/')
  if (opened.isUnreadable) {
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
          {t('reader.unreadableExplained')}
        </EmptyState>
      </main>
    )
  }
  if (opened.error) {
    return (
      <main className="mx-auto flex max-w-lg flex-col items-start gap-4 px-4 py-24">
        <ErrorNotice error={opened.error} />
        <a href={back} className={buttonClass()}>
          {t('reader.toBook')}
        </a>
      </main>
    )
  }
  return (
    <main className="grid min-h-dvh animate-[appear_200ms_300ms_both] place-content-center gap-4 px-8 text-center">
      <p className="font-serif text-lg">{opened.page?.title ?? t('ui.loading')}</p>
      <ProgressBar share={opened.share} label={t('reader.opening')} className="w-56" />
    </main>
  )
}
