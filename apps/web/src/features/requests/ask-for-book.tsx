import { MessageSquarePlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { AreaField, SelectField } from '#ui/field.tsx'
import { showToast } from '#ui/toast-store.ts'
import { useCreateRequest } from './request-queries.ts'

const mediaTypes = ['ebook', 'audiobook', 'both'] as const

export interface AskedBook {
  foreignBookId: string
  title: string
  authorName: string
  imageUrl: string
}

/** Asks those who administer the library for a book. */
export function AskForBook({ book }: { book: AskedBook }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" aria-label={t('request.askNamed', { title: book.title })} onClick={() => setOpen(true)}>
        <MessageSquarePlus size={16} aria-hidden />
        {t('request.ask')}
      </Button>
      <Dialog title={t('request.askTitle', { title: book.title })} isOpen={isOpen} onClose={() => setOpen(false)}>
        <AskForm book={book} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function AskForm({ book, onDone }: { book: AskedBook; onDone: () => void }) {
  const { t } = useTranslation()
  const ask = useCreateRequest()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const mediaType = mediaTypes.find((type) => type === form.get('mediaType')) ?? 'ebook'
    const note = String(form.get('note') ?? '').trim()
    ask.mutate(
      { ...book, imageUrl: book.imageUrl || null, mediaType, note: note || null },
      {
        onSuccess: () => {
          showToast(t('request.asked', { title: book.title }))
          onDone()
        },
      },
    )
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <SelectField label={t('acquire.slot.label')} name="mediaType">
        {mediaTypes.map((type) => (
          <option key={type} value={type}>
            {t(`acquire.slot.${type}`)}
          </option>
        ))}
      </SelectField>
      <AreaField label={t('request.note')} hint={t('request.noteHint')} name="note" rows={3} maxLength={2_000} />
      {ask.error ? <ErrorNotice error={ask.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={ask.isPending}>
          {t('request.ask')}
        </Button>
      </div>
    </form>
  )
}
