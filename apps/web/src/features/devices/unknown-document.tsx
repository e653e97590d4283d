import type { UnknownDocument as Document } from '@colophon/contract/web/devices.ts'
import { useQuery } from '@tanstack/react-query'
import { Link2, Trash2 } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { found } from '#api/search-queries.ts'
import { ago, listOf } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { showToast } from '#ui/toast-store.ts'
import { useForgetDocument, useLinkDocument } from './device-queries.ts'

/** What a person knows of a document: what its device says, or else that it says nothing. */
const nameOf = ({ title, fileName }: Document) => title ?? fileName?.replace(/\.[a-z0-9]{2,5}$/i, '') ?? ''

/** A document that matches no book: which one is it? */
export function UnknownDocument({ document }: { document: Document }) {
  const { t, i18n } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const forget = useForgetDocument()
  const name = nameOf(document) || t('devices.unnamed')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-sm text-ink-soft wrap-anywhere">
          {[document.authors?.replaceAll('\n', ', '), document.title ? document.fileName : null]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="text-sm text-ink-faint">
          {[
            document.device || t('devices.unnamedDevice'),
            t('devices.fraction', { share: document.fraction }),
            ago(document.at, i18n.language),
          ].join(' · ')}
        </p>
        {forget.error ? <ErrorNotice error={forget.error} /> : null}
      </div>
      <div className="flex items-center gap-1">
        <Button size="small" onClick={() => setOpen(true)}>
          <Link2 size={16} aria-hidden />
          {t('devices.link')}
        </Button>
        <IconButton
          label={t('devices.forget', { name })}
          disabled={forget.isPending}
          onClick={() => forget.mutate(document.id, { onSuccess: () => showToast(t('devices.forgotten', { name })) })}
        >
          <Trash2 size={18} aria-hidden />
        </IconButton>
      </div>
      <Dialog title={t('devices.whichBook')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <BookSearch document={document} onDone={() => setOpen(false)} />
      </Dialog>
    </li>
  )
}

function BookSearch({ document, onDone }: { document: Document; onDone: () => void }) {
  const { t, i18n } = useTranslation()
  const [words, setWords] = useState(nameOf(document))
  const asked = useDeferredValue(words.trim())
  const { data, error } = useQuery(found(asked))
  const link = useLinkDocument()
  const books = asked === '' ? [] : (data?.books ?? [])
  const choose = (book: { id: string; title: string }) =>
    link.mutate(
      { documentId: document.id, bookId: book.id },
      {
        onSuccess: () => {
          onDone()
          showToast(t('devices.linked', { title: book.title }))
        },
      },
    )
  return (
    <div className="flex min-h-0 flex-col gap-4 p-6 pt-2">
      <p className="text-sm text-ink-soft">{t('devices.linkExplained')}</p>
      <TextField
        label={t('search.title')}
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {error || link.error ? <ErrorNotice error={error ?? link.error} /> : null}
      <ul aria-label={t('search.results')} className="-mx-2 min-h-40 overflow-y-auto">
        {books.map((book) => (
          <li key={book.id}>
            <button
              type="button"
              disabled={link.isPending}
              onClick={() => choose(book)}
              className="flex min-h-14 w-full items-center gap-3 rounded-lg px-2 py-1.5 text-start hover:bg-sunken disabled:opacity-60"
            >
              <Cover
                title={book.title}
                src={coverAddress(book.coverUrl, 'small')}
                color={book.coverColor}
                className="w-8 shrink-0 shadow-none"
              />
              <span className="min-w-0">
                <span className="line-clamp-1 font-serif font-semibold">{book.title}</span>
                <span className="line-clamp-1 text-sm text-ink-faint">{listOf(book.authors, i18n.language)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={books.length > 0 ? 'sr-only' : 'text-sm text-ink-faint'}>
        {asked === ''
          ? t('search.hint')
          : books.length > 0
            ? t('search.count', { count: books.length })
            : data
              ? t('search.nothing', { words: asked })
              : t('ui.loading')}
      </p>
    </div>
  )
}
