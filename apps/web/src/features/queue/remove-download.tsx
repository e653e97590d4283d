import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '#api/queue.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField } from '#ui/field.tsx'
import { useRemoveDownload } from './queue-queries.ts'

/** Takes a download out of the queue: with its files or without, and wanting the book further or not. */
export function RemoveDownload({
  item,
  isUnderway,
  onDone,
}: {
  item: QueueItem
  isUnderway: boolean
  onDone: () => void
}) {
  const { t } = useTranslation()
  const [deletesFiles, setDeletesFiles] = useState(isUnderway)
  const [unwantsBook, setUnwantsBook] = useState(false)
  const remove = useRemoveDownload()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    remove.mutate({ id: item.id, deletesFiles, unwantsBook }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4 p-6 pt-2">
      <p className="text-ink-soft wrap-anywhere">{item.title}</p>
      <CheckField
        label={t('queue.deleteFiles')}
        hint={t('queue.deleteFilesHint')}
        checked={deletesFiles}
        onChange={({ target }) => setDeletesFiles(target.checked)}
      />
      {item.bookId === null ? null : (
        <CheckField
          label={t('queue.unwant')}
          hint={t('queue.unwantHint')}
          checked={unwantsBook}
          onChange={({ target }) => setUnwantsBook(target.checked)}
        />
      )}
      {remove.error ? <ErrorNotice error={remove.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="danger" disabled={remove.isPending}>
          {t('queue.remove')}
        </Button>
      </div>
    </form>
  )
}
