import { BookPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField } from '#ui/field.tsx'
import { type FoundBook, useAddBook } from './discover-queries.ts'
import { type MediaType, readMediaType, SlotChoice } from './slot-choice.tsx'

/** Wants one book and nothing else of its author. */
export function AddBook({ book, onAdded }: { book: FoundBook; onAdded: (bookNumber: number) => void }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={t('acquire.wantNamed', { title: book.title })}>
        <BookPlus size={16} aria-hidden />
        {t('acquire.want')}
      </Button>
      <Dialog title={t('acquire.wantTitle', { title: book.title })} isOpen={isOpen} onClose={() => setOpen(false)}>
        <AddBookForm book={book} onCancel={() => setOpen(false)} onAdded={onAdded} />
      </Dialog>
    </>
  )
}

function AddBookForm({
  book,
  onCancel,
  onAdded,
}: {
  book: FoundBook
  onCancel: () => void
  onAdded: (bookNumber: number) => void
}) {
  const { t } = useTranslation()
  const [mediaType, setMediaType] = useState<MediaType>(readMediaType(book.mediaType))
  const [isSearched, setSearched] = useState(true)
  const add = useAddBook(onAdded)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({
      foreignBookId: book.foreignBookId,
      foreignAuthorId: book.author?.foreignAuthorId ?? '',
      authorName: book.author?.authorName ?? '',
      searchOnAdd: isSearched,
      mediaType,
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <p className="text-ink-soft">{t('acquire.wantExplained')}</p>
      <SlotChoice value={mediaType} onChange={setMediaType} />
      <CheckField
        label={t('acquire.searchNow')}
        hint={t('acquire.searchNowHint')}
        checked={isSearched}
        onChange={({ target }) => setSearched(target.checked)}
      />
      {add.error ? <ErrorNotice error={add.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={add.isPending}>
          {add.isPending ? t('acquire.adding') : t('acquire.want')}
        </Button>
      </div>
    </form>
  )
}
