import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Confirm } from '#ui/confirm.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { useDeleteBook } from './change-queries.ts'

/** Asks before a book is thrown out, says what happens to its files, and leads to where it can be brought back. */
export function DeleteBook({
  book,
  isOpen,
  onClose,
}: {
  book: { id: string; title: string; fileCount: number }
  isOpen: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const remove = useDeleteBook()
  return (
    <Confirm
      title={t('edit.deleteTitle', { title: book.title })}
      action={t('edit.delete')}
      isOpen={isOpen}
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate(book.id, { onSuccess: () => navigate({ to: '/history', replace: true }) })}
    >
      <div className="flex flex-col gap-3">
        <p>{t('edit.deleteExplained')}</p>
        {book.fileCount > 0 ? <p>{t('edit.deleteFiles', { count: book.fileCount })}</p> : null}
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
      </div>
    </Confirm>
  )
}
