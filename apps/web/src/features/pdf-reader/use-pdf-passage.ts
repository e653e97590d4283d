import type { AnnotationColor, BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { NoteWords, WrittenNote } from '#reading/notes/note-dialog.tsx'
import { type Spot, spotOf } from '#reading/notes/spot.ts'
import type { Notes } from '#reading/notes/use-notes.ts'
import { pageOf } from '#reading/page-place.ts'
import { boxesOf, holds, passageLocator, turned } from './page-boxes.ts'
import { type PagePassage, selectedText } from './selected-text.ts'

/** A passage that the bar is about: selected just now, or marked before. */
interface Passage {
  text: string
  spot: Spot
  /** By page, where it is selected. */
  parts: PagePassage[]
  /** The mark that it has already. */
  note: BookAnnotation | null
}

const NEW = 'new'

/** What a reader of a PDF does with passages: choose, colour, write about, take away. */
export function usePdfPassage({
  view,
  notes,
  fileId,
  rotation,
  count,
}: {
  view: RefObject<HTMLElement | null>
  notes: Notes
  fileId: string
  rotation: number
  /** Of the pages. */
  count: number
}) {
  const [passage, setPassage] = useState<Passage | null>(null)
  const [written, setWritten] = useState<WrittenNote | null>(null)
  const latest = useRef({ notes, fileId, rotation })
  latest.current = { notes, fileId, rotation }

  useEffect(() => {
    const pages = view.current
    if (!pages) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isHeld = false
    const tell = () => {
      const selection = getSelection()
      const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined
      if (!range || range.collapsed || !pages.contains(range.commonAncestorContainer)) {
        // A mark that was touched stays chosen: there never was a selection.
        setPassage((before) => (before?.note ? before : null))
        return
      }
      if (isHeld) return
      const parts = selectedText(pages, range, latest.current.rotation)
      const text = parts.map((part) => part.text).join(' ')
      setPassage(parts.length > 0 ? { text, spot: spotOf(range), parts, note: null } : null)
    }
    const soon = (delay: number) => {
      clearTimeout(timer)
      timer = setTimeout(tell, delay)
    }
    const onSelection = () => soon(250)
    const onDown = () => {
      isHeld = true
    }
    const onUp = () => {
      isHeld = false
      soon(30)
    }
    const onScroll = () => {
      setPassage(null)
      soon(250)
    }
    const onClick = (event: MouseEvent) => {
      if (getSelection()?.isCollapsed === false) return
      const { notes, fileId, rotation } = latest.current
      const note = noteUnder(event, notes.list, fileId, rotation)
      const { clientX: x, clientY: y } = event
      const spot = { left: x, right: x, top: y - 8, bottom: y + 8 }
      setPassage(note ? { text: note.quote ?? '', spot, parts: [], note } : null)
    }
    document.addEventListener('selectionchange', onSelection)
    pages.addEventListener('pointerdown', onDown)
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, onUp)
    pages.addEventListener('scroll', onScroll, { passive: true })
    pages.addEventListener('click', onClick)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', onSelection)
      pages.removeEventListener('pointerdown', onDown)
      for (const end of ['pointerup', 'pointercancel']) removeEventListener(end, onUp)
      pages.removeEventListener('scroll', onScroll)
      pages.removeEventListener('click', onClick)
    }
  }, [view])

  const { keeper } = notes
  const close = () => {
    getSelection()?.removeAllRanges()
    setPassage(null)
  }
  const mark = (color: AnnotationColor, { note, groupId }: Partial<NoteWords> = {}) => {
    if (!passage) return
    if (passage.note) keeper.change(passage.note.id, { color })
    for (const [index, { page, text, boxes }] of passage.parts.entries()) {
      keeper.add({
        kind: 'highlight',
        quote: text,
        // A note stands where its passage begins.
        note: index === 0 ? (note ?? null) : null,
        color,
        locator: passageLocator(page, boxes),
        fraction: page / count,
        chapter: null,
        fileId,
        groupId: groupId ?? null,
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
  return { passage, written, close, mark, write, save, remove, stopWriting: () => setWritten(null) }
}

/** The mark below a pointer. */
function noteUnder(event: MouseEvent, notes: readonly BookAnnotation[], fileId: string, rotation: number) {
  const page = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-page]') : null
  if (!page) return undefined
  const { left, top, width, height } = page.getBoundingClientRect()
  const point = { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
  return notes.find(
    (note) =>
      note.fileId === fileId &&
      pageOf(note.locator) === Number(page.dataset.page) &&
      boxesOf(note.locator).some((box) => holds(turned(box, rotation), point)),
  )
}
