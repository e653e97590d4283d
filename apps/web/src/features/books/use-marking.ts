import type { BookCard } from '@colophon/contract/web/books.ts'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react'
import type { Mark } from './use-selection.ts'

const LONG_PRESS_MS = 450

/**
 * What a link to a book does besides leading there: Space and Shift mark it, and so does a click while others are
 * marked; on a phone marking begins with a long press.
 */
export function useMarking({
  book,
  index,
  isChoosing,
  onMark,
}: {
  book: BookCard
  index: number
  isChoosing: boolean
  onMark: Mark | undefined
}) {
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const wasLong = useRef(false)
  if (!onMark) return {}
  const release = () => clearTimeout(press.current)
  return {
    onClick(event: MouseEvent) {
      if (wasLong.current) {
        wasLong.current = false
        return event.preventDefault()
      }
      if (event.ctrlKey || event.metaKey || (!isChoosing && !event.shiftKey)) return
      event.preventDefault()
      onMark(index, book, event.shiftKey)
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== ' ') return
      event.preventDefault()
      onMark(index, book, event.shiftKey)
    },
    onPointerDown(event: PointerEvent) {
      wasLong.current = false
      if (event.pointerType === 'mouse' || isChoosing) return
      const at = scrollY
      press.current = setTimeout(() => {
        // Not every browser says of a finger that scrolls that it presses no more.
        if (scrollY !== at) return
        wasLong.current = true
        onMark(index, book, false)
      }, LONG_PRESS_MS)
    },
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: release,
    onContextMenu(event: MouseEvent) {
      // The browser's own menu for a link that was pressed long.
      if (wasLong.current || isChoosing) event.preventDefault()
    },
  }
}
