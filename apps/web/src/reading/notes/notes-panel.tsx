import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { NotesList } from './notes-list.tsx'
import type { Notes } from './use-notes.ts'

/** Everything that is marked in a book, beside it: to go to, to write about, to take away. */
export function NotesPanel({
  bookId,
  notes,
  none,
  isOpen,
  onGo,
  onClose,
}: {
  bookId: string
  notes: Notes
  /** Said where nothing is marked. */
  none: string
  isOpen: boolean
  onGo: (note: BookAnnotation) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [edited, edit] = useState<BookAnnotation | null>(null)
  return (
    <>
      <Dialog
        title={t('reader.notes')}
        isOpen={isOpen}
        onClose={onClose}
        className="my-0 ms-auto me-0 h-dvh max-h-none w-[min(25rem,100vw)] rounded-none sm:rounded-s-2xl"
      >
        <div className="min-h-0 flex-1 overflow-y-auto pt-2">
          {notes.refusal || notes.error ? (
            <div className="px-4 pb-2">
              <ErrorNotice error={notes.refusal ?? notes.error} />
            </div>
          ) : null}
          <NotesList
            bookId={bookId}
            notes={notes.list}
            none={none}
            onGo={(note) => {
              onClose()
              onGo(note)
            }}
            onEdit={(note) => {
              onClose()
              edit(note)
            }}
            onRemove={({ id }) => notes.keeper.remove(id)}
          />
        </div>
      </Dialog>
      <NoteDialog
        note={edited}
        onSave={(change) => {
          if (edited) notes.keeper.change(edited.id, change)
          edit(null)
        }}
        onClose={() => edit(null)}
      />
    </>
  )
}
