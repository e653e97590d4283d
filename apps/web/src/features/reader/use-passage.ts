import type { AnnotationColor, BookAnnotation } from '@colophon/contract/web/annotations.ts'
import type { View } from 'foliate-js/view.js'
import { useCallback, useState } from 'react'
import type { NoteWords, WrittenNote } from '#reading/notes/note-dialog.tsx'
import { type Spot, spotOf } from '#reading/notes/spot.ts'
import type { Notes } from '#reading/notes/use-notes.ts'
import type { Selected } from './use-book-view.ts'

/** A passage that the bar is about: selected just now, or marked before. */
export interface Passage {
  text: string
  language: string
  spot: Spot
  locator: string
  /** The mark that it has already. */
  note: BookAnnotation | null
}

/** What the reader does with passages: choose, colour, write about, take away. */
export function usePassage({
  view,
  notes,
  fileId,
  where,
}: {
  view: View | undefined
  notes: Notes
  fileId: string
  where: () => { fraction: number; chapter: string | null }
}) {
  const [passage, setPassage] = useState<Passage | null>(null)
  const [written, setWritten] = useState<WrittenNote | null>(null)

  const select = useCallback(
    (selected: Selected | null) => {
      if (!view) return
      if (!selected) {
        // A mark that was touched stays chosen: there never was a selection.
        setPassage((before) => (before?.note ? before : null))
        return
      }
      const { doc, range, index, text } = selected
      setPassage({
        text,
        language: doc.documentElement.lang,
        spot: spotOf(range),
        locator: view.getCFI(index, range),
        note: null,
      })
    },
    [view],
  )

  const { list, keeper } = notes
  const touch = ({ value, range }: { value: string; range: Range }) => {
    const note = list.find(({ locator, kind }) => locator === value && kind !== 'bookmark')
    if (!note) return
    const doc = range.startContainer.ownerDocument
    setPassage({
      text: note.quote ?? range.toString(),
      language: doc?.documentElement.lang ?? '',
      spot: spotOf(range),
      locator: value,
      note,
    })
  }

  const close = useCallback(() => {
    view?.deselect()
    setPassage(null)
  }, [view])

  const mark = (color: AnnotationColor, { note, groupId }: Partial<NoteWords> = {}) => {
    if (!passage) return
    if (passage.note) keeper.change(passage.note.id, { color })
    else {
      keeper.add({
        kind: 'highlight',
        quote: passage.text,
        note: note ?? null,
        color,
        locator: passage.locator,
        fileId,
        groupId: groupId ?? null,
        ...where(),
      })
    }
    close()
  }
  const write = () => {
    if (passage)
      setWritten(passage.note ?? { id: NEW, quote: passage.text, note: null, color: 'yellow', groupId: null })
  }
  const save = (words: NoteWords) => {
    if (written?.id === NEW) mark(words.color, words)
    else if (written) keeper.change(written.id, words)
    setWritten(null)
    close()
  }
  const remove = () => {
    if (passage?.note) keeper.remove(passage.note.id)
    close()
  }
  return { passage, written, select, touch, close, mark, write, save, remove, edit: setWritten }
}

const NEW = 'new'
