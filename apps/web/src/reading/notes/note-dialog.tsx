import type { AnnotationColor, BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SelectField } from '#ui/field.tsx'
import { MarkColors } from './mark-colors.tsx'
import { myGroups } from './my-groups.ts'

export type WrittenNote = Pick<BookAnnotation, 'id' | 'quote' | 'note' | 'color' | 'groupId'>

export interface NoteWords {
  note: string | null
  color: AnnotationColor
  /** The group that may read it too. */
  groupId: string | null
}

/** Writes down what a passage made somebody think. */
export function NoteDialog({
  note,
  onSave,
  onClose,
}: {
  /** Null while it is closed. */
  note: WrittenNote | null
  onSave: (change: NoteWords) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('reader.note')} isOpen={note !== null} onClose={onClose}>
      {note ? <NoteForm key={note.id} note={note} onSave={onSave} onClose={onClose} /> : null}
    </Dialog>
  )
}

function NoteForm({
  note,
  onSave,
  onClose,
}: {
  note: WrittenNote
  onSave: (change: NoteWords) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const [words, setWords] = useState(note.note ?? '')
  const [color, setColor] = useState<AnnotationColor>(note.color ?? 'yellow')
  const [groupId, setGroupId] = useState(note.groupId)
  const { data: groups } = useQuery(myGroups)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // After the dialogue, which takes the focus for its heading.
    requestAnimationFrame(() => field.current?.focus())
  }, [])
  const save = (event: FormEvent) => {
    event.preventDefault()
    onSave({ note: words.trim() || null, color, groupId })
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-4 p-6">
      {note.quote ? (
        <blockquote data-mark={color} className="mark-edge line-clamp-5 ps-3 font-serif leading-snug text-ink-soft">
          {note.quote}
        </blockquote>
      ) : null}
      <label htmlFor={id} className="sr-only">
        {t('reader.yourNote')}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={5}
        maxLength={100_000}
        value={words}
        placeholder={t('reader.yourNote')}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
        }}
        className="w-full resize-y rounded-lg border border-line-strong/60 bg-surface px-3 py-2 text-base placeholder:text-ink-faint"
      />
      {groups && groups.length > 0 ? (
        <SelectField
          label={t('groups.mayRead')}
          value={groupId ?? ''}
          onChange={(event) => setGroupId(event.target.value || null)}
        >
          <option value="">{t('groups.onlyMe')}</option>
          {groups.map(({ id: one, name }) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <MarkColors chosen={color} onChoose={setColor} />
        <span className="ms-auto flex gap-2">
          <Button kind="ghost" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button kind="primary" type="submit">
            {t('reader.saveNote')}
          </Button>
        </span>
      </div>
    </form>
  )
}
