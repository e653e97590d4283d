import type { NotebookEntry } from '@colophon/contract/web/annotations.ts'
import { Link } from '@tanstack/react-router'
import { Bookmark, BookOpen, Headphones, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { coverAddress } from '#api/cover-address.ts'
import { moment } from '#i18n/measures.ts'
import { placeWords } from '#reading/notes/place-words.ts'
import { ShareNote } from '#reading/notes/share-note.tsx'
import { buttonClass, IconButton } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'

/** A highlight, a note or a bookmark with the book that it is in, and the way to its place there. */
export function NoteEntry({ entry, onRemove }: { entry: NotebookEntry; onRemove: () => void }) {
  const { t, i18n } = useTranslation()
  const { book } = entry
  const place = placeWords(t, entry)
  const told = [entry.chapter, place, moment(entry.createdAt, i18n.language)].filter(Boolean).join(' · ')
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-4 border-t border-line py-5 first:border-t-0 sm:grid-cols-[4rem_minmax(0,1fr)] sm:gap-x-6">
      <Cover
        title={book.title}
        author={book.authors.join(', ')}
        src={coverAddress(book.coverUrl, 'small')}
        color={book.coverColor}
      />
      <article className="flex min-w-0 flex-col gap-2.5">
        <div className="flex items-start justify-between gap-2">
          <h2 className="min-w-0 pt-1 text-[0.9375rem] wrap-anywhere">
            <Link to="/books/$bookId" params={{ bookId: book.id }} className="font-medium hover:text-accent">
              {book.title}
            </Link>
            {book.authors.length > 0 ? <span className="text-ink-faint"> · {book.authors.join(', ')}</span> : null}
          </h2>
          <IconButton label={t('notes.remove')} onClick={onRemove} className="-my-1.5">
            <Trash2 size={17} aria-hidden />
          </IconButton>
        </div>
        {entry.kind === 'bookmark' ? (
          <p className="flex items-center gap-2 text-ink-soft">
            <Bookmark size={17} aria-hidden />
            {t('notes.bookmark')}
          </p>
        ) : null}
        {entry.quote ? (
          <blockquote
            data-mark={entry.color ?? 'yellow'}
            className="mark-edge ps-4 font-serif leading-relaxed wrap-anywhere whitespace-pre-line"
          >
            {entry.quote}
          </blockquote>
        ) : null}
        {entry.note ? <p className="leading-relaxed wrap-anywhere whitespace-pre-line">{entry.note}</p> : null}
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="min-w-0 text-sm wrap-anywhere text-ink-faint">{told}</p>
          <span className="flex flex-wrap items-center gap-2">
            <ShareNote note={entry} />
            {entry.fileId && entry.locator?.startsWith('time:') ? (
              <Link
                to="/books/$bookId/listen"
                params={{ bookId: book.id }}
                search={{ file: entry.fileId, at: momentOf(entry.locator) }}
                className={buttonClass({ size: 'small' })}
              >
                <Headphones size={15} aria-hidden />
                {t('notes.open')}
              </Link>
            ) : entry.fileId ? (
              <a href={readerAddress(entry.fileId, entry.locator)} className={buttonClass({ size: 'small' })}>
                <BookOpen size={15} aria-hidden />
                {t('notes.open')}
              </a>
            ) : null}
          </span>
        </div>
      </article>
    </li>
  )
}

/** The reader is a page of its own, beside the app. */
const readerAddress = (fileId: string, locator: string | null): string =>
  address(`/read/${encodeURIComponent(fileId)}${locator ? `?at=${encodeURIComponent(locator)}` : ''}`)

/** Seconds of `time:83.5`. */
const momentOf = (locator: string): number | undefined => {
  const seconds = Number(locator.slice('time:'.length))
  return Number.isFinite(seconds) ? seconds : undefined
}
