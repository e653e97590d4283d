import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import type { View } from 'foliate-js/view.js'
import { useCallback, useEffect, useRef } from 'react'
import { drawFound, drawHighlight } from './draw-marks.ts'
import { placeIn } from './note-places.ts'

/** Draws what is marked in the book: highlights, and the passage that was sought or is read aloud. */
export function useMarks(
  view: View | undefined,
  notes: readonly BookAnnotation[],
  fileId: string,
  pointed: string | null,
) {
  const wanted = useRef(new Map<string, string>())
  const drawn = useRef(new Map<string, string>())

  const draw = useCallback(({ value }: { value: string }) => {
    const look = wanted.current.get(value)
    if (!look || look === POINTED) return { draw: drawFound, options: {} }
    const [color, note] = look.split(' ')
    return { draw: drawHighlight, options: { color, hasNote: note === 'note' } }
  }, [])

  const update = useCallback(async () => {
    if (!view) return
    for (const value of drawn.current.keys()) {
      if (wanted.current.has(value)) continue
      drawn.current.delete(value)
      await view.deleteAnnotation({ value }).catch(() => undefined)
    }
    for (const [value, look] of wanted.current) {
      if (drawn.current.get(value) === look) continue
      drawn.current.set(value, look)
      // A place that this file does not have has nothing to be drawn on.
      await view.addAnnotation({ value }).catch(() => undefined)
    }
  }, [view])

  useEffect(() => {
    const marks = new Map<string, string>()
    for (const note of notes) {
      const place = note.kind === 'bookmark' ? null : placeIn(fileId, note)
      if (place) marks.set(place, `${note.color ?? 'yellow'}${note.note ? ' note' : ''}`)
    }
    if (pointed) marks.set(pointed, POINTED)
    wanted.current = marks
    void update()
  }, [notes, fileId, pointed, update])

  /** A chapter came to the screen, with nothing drawn on it yet. */
  const drawAgain = useCallback(() => {
    drawn.current.clear()
    void update()
  }, [update])

  return { draw, drawAgain }
}

const POINTED = 'pointed'
