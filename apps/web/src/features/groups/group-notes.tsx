import type { GroupNote } from '@colophon/contract/web/groups.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { ago } from '#i18n/measures.ts'
import { placeWords } from '#reading/notes/place-words.ts'
import { Button } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'

/** What members wrote for each other; what stands further on than the reader is stays hidden until they ask. */
export function GroupNotes({ notes }: { notes: readonly GroupNote[] }) {
  return (
    <ol className="flex max-w-3xl flex-col">
      {notes.map((note) => (
        <Entry key={note.id} note={note} />
      ))}
    </ol>
  )
}

function Entry({ note }: { note: GroupNote }) {
  const { t, i18n } = useTranslation()
  const [isShown, setShown] = useState(!note.isAhead)
  const { book } = note
  return (
    <li className="grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-4 border-t border-line py-4 first:border-t-0">
      <Cover
        title={book.title}
        src={coverAddress(book.coverUrl, 'small')}
        color={book.coverColor}
        className="shadow-none"
      />
      <article className="flex min-w-0 flex-col gap-2">
        <h3 className="text-[0.9375rem] font-medium wrap-anywhere">
          <Link to="/books/$bookId" params={{ bookId: book.id }} className="hover:text-accent">
            {book.title}
          </Link>
        </h3>
        {isShown ? (
          <>
            {note.quote ? (
              <blockquote
                data-mark={note.color ?? 'yellow'}
                className="mark-edge ps-4 font-serif leading-relaxed wrap-anywhere whitespace-pre-line"
              >
                {note.quote}
              </blockquote>
            ) : null}
            {note.note ? <p className="leading-relaxed wrap-anywhere whitespace-pre-line">{note.note}</p> : null}
          </>
        ) : (
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-soft">
            {t('groups.ahead')}
            <Button size="small" onClick={() => setShown(true)}>
              {t('groups.showAhead')}
            </Button>
          </p>
        )}
        <p className="text-sm wrap-anywhere text-ink-faint">
          {[
            t('groups.by', { name: note.userName, at: ago(note.createdAt, i18n.language) }),
            isShown ? note.chapter : null,
            placeWords(t, note),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </article>
    </li>
  )
}
