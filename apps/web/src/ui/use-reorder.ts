import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** So near to an edge of the window the page scrolls while something is dragged. */
const EDGE = 72
const SCROLL_STEP = 12

interface Drag {
  from: number
  to: number
  /** How far the pointer has gone in the page since it took hold. */
  distance: number
  rowHeight: number
}

/**
 * Order by hand: a row is dragged by its handle with mouse, pen or finger, or moved with the arrow keys, Home and End
 * while the handle has the focus. All rows have one height.
 * @param keys of the rows, in their order; the focus stays with its row also where an older order comes by
 */
export function useReorder({ keys, onMove }: { keys: string[]; onMove: (from: number, to: number) => void }) {
  const count = keys.length
  const [drag, setDrag] = useState<Drag>()
  const hold = useRef<{ startY: number; clientY: number } | undefined>(undefined)
  const refocus = useRef<string | undefined>(undefined)
  const list = useRef<HTMLUListElement>(null)

  // A node that is put elsewhere in the page loses the focus.
  useLayoutEffect(() => {
    if (refocus.current === undefined) return
    const handle = list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(refocus.current)}"]`)
    if (document.activeElement !== handle) handle?.focus()
  })

  const isDragging = drag !== undefined
  useEffect(() => {
    if (!isDragging) return
    let frame = 0
    const follow = () => {
      frame = requestAnimationFrame(follow)
      const held = hold.current
      if (!held) return
      if (held.clientY < EDGE) scrollBy(0, -SCROLL_STEP)
      if (held.clientY > innerHeight - EDGE) scrollBy(0, SCROLL_STEP)
      const distance = held.clientY + scrollY - held.startY
      setDrag((before) => {
        if (!before || before.distance === distance) return before
        const to = before.from + Math.round(distance / before.rowHeight)
        return { ...before, distance, to: Math.min(count - 1, Math.max(0, to)) }
      })
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [isDragging, count])

  const letGo = () => {
    hold.current = undefined
    setDrag(undefined)
  }

  const handleOf = (index: number) => ({
    'data-handle': keys[index],
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const row = event.currentTarget.closest('li')
      if (event.button !== 0 || !row) return
      event.currentTarget.setPointerCapture(event.pointerId)
      refocus.current = undefined
      hold.current = { startY: event.clientY + scrollY, clientY: event.clientY }
      setDrag({ from: index, to: index, distance: 0, rowHeight: row.offsetHeight })
    },
    onPointerMove(event: PointerEvent) {
      if (hold.current) hold.current.clientY = event.clientY
    },
    onPointerUp() {
      if (drag && drag.to !== drag.from) onMove(drag.from, drag.to)
      letGo()
    },
    onPointerCancel: letGo,
    onBlur() {
      if (drag === undefined) refocus.current = undefined
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape' && drag) return letGo()
      const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: count - 1 }[event.key]
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      if (to < 0 || to >= count || to === index) return
      refocus.current = keys[index]
      onMove(index, to)
    },
  })

  /** How far a row stands from its place while another one, or itself, is dragged. */
  const shiftOf = (index: number): number => {
    if (!drag) return 0
    const { from, to, distance, rowHeight } = drag
    if (index === from) return distance
    if (from < index && index <= to) return -rowHeight
    if (to <= index && index < from) return rowHeight
    return 0
  }
  return { list, handleOf, shiftOf, dragged: drag?.from }
}
