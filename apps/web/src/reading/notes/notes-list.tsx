import { type BookAnnotation, exportAnnotations } from '@colophon/contract/web/annotations.ts'
import { Bookmark, CloudOff, Download, MessageSquareText, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#api/call.ts'
import { buttonClass, IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { isUnsent } from './note-keeper.ts'
import { placeWords } from './place-words.ts'

/** Highlights, notes and bookmarks in the order of the book. */
export function NotesList({
  bookId,
  notes,
  none,
  onGo,
  onEdit,
  onRemove,
}: {
  bookId: string
  notes: readonly BookAnnotation[]
  /** Said where there are none. */
  none: string
  onGo: (note: BookAnnotation) => void
  onEdit: (note: BookAnnotation) => void
  onRemove: (note: BookAnnotation) => void
}) {
  const { t } = useTranslation()
  if (notes.length === 0) {
    return <p className="px-6 py-6 text-[0.9375rem] leading-relaxed text-ink-soft">{none}</p>
  }
  const exported = addressOf(exportAnnotations, { params: { bookId }, query: { format: 'markdown' } })
  return (
    <div className="flex flex-col gap-2 px-3 pt-1 pb-8">
      <ol aria-label={t('reader.notes')} className="flex flex-col gap-1">
        {notes.map((note) => (
          <li key={note.id} className="group relative rounded-lg hover:bg-sunken">
            <button
              type="button"
              onClick={() => onGo(note)}
              className="flex w-full flex-col gap-1 rounded-lg py-2.5 ps-3 pe-24 text-start"
            >
              <span className="flex items-center gap-2 text-xs text-ink-faint">
                {note.kind === 'bookmark' ? <Bookmark size={14} aria-hidden /> : null}
                <span className="truncate">{[placeWords(t, note), note.chapter].filter(Boolean).join(' · ')}</span>
                {isUnsent(note) ? (
                  <CloudOff size={14} className="shrink-0" role="img" aria-label={t('reader.unsent')} />
                ) : null}
              </span>
              {note.quote ? (
                <span
                  data-mark={note.color ?? undefined}
                  className={cx(
                    'line-clamp-4 font-serif text-[0.9375rem] leading-snug',
                    note.kind === 'bookmark' ? 'text-ink-soft' : 'mark-edge ps-3',
                  )}
                >
                  {note.quote}
                </span>
              ) : null}
              {note.note ? <span className="text-[0.9375rem] whitespace-pre-line">{note.note}</span> : null}
            </button>
            <span className="absolute end-1 top-1 flex">
              {note.kind === 'bookmark' ? null : (
                <IconButton label={t('reader.editNote')} onClick={() => onEdit(note)}>
                  <MessageSquareText size={17} aria-hidden />
                </IconButton>
              )}
              <IconButton label={t('reader.removeNote')} onClick={() => onRemove(note)}>
                <Trash2 size={17} aria-hidden />
              </IconButton>
            </span>
          </li>
        ))}
      </ol>
      <a href={exported} download className={cx(buttonClass({ size: 'small' }), 'ms-3 self-start')}>
        <Download size={16} aria-hidden />
        {t('reader.export')}
      </a>
    </div>
  )
}
