import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { follow, type Spot, spotAt, trackOf } from './row-track.ts'

/** Rows above and below the screen that are drawn before they are needed. */
const AHEAD = 3
/** Where somebody is on the way, more of them lie before the screen, and fewer behind it. */
const FURTHEST_AHEAD = 7
const LEFT_BEHIND = 1
/** The scroll bar is put right when the hand has left it. */
const REST_MS = 250

export interface RowWindow {
  first: number
  last: number
  /** The rows that can be seen, of those that are drawn. */
  seen: { first: number; last: number }
  /** Which way one went last; 0 before the first time. */
  direction: Direction
  /** Of the element that holds the rows. */
  height: number
  /** Where a row stands in it. */
  topOf: (row: number) => number
  /** Brings a row to the top of the window. */
  goTo: (row: number) => void
}

type Direction = -1 | 0 | 1

/** Which of very many rows of one height are on screen. `top`: where the first one begins in the page. */
export function useRowWindow({ rows, rowHeight, top }: { rows: number; rowHeight: number; top: number }): RowWindow {
  const [shown, setShown] = useState(() => ({
    row: 0,
    shift: 0,
    viewport: innerHeight,
    direction: 0 as Direction,
    ahead: AHEAD,
  }))
  const spot = useRef<Spot>({ scroll: 0, shift: 0 })
  /** Kept, because asking for it makes the browser lay out the page, in every frame of scrolling. */
  const viewport = useRef(shown.viewport)
  const track = trackOf(rows * rowHeight, shown.viewport)

  const show = useCallback(
    (next: Spot) => {
      spot.current = next
      const row = Math.max(0, Math.floor((next.scroll + next.shift) / rowHeight))
      setShown((before) => {
        if (before.row === row && before.shift === next.shift && before.viewport === viewport.current) return before
        const direction = row === before.row ? before.direction : row > before.row ? 1 : -1
        // One by one, so that no frame has to draw them all.
        const ahead = direction === before.direction ? Math.min(FURTHEST_AHEAD, before.ahead + 1) : AHEAD
        return { row, shift: next.shift, viewport: viewport.current, direction, ahead }
      })
    },
    [rowHeight],
  )

  const goTo = useCallback(
    (row: number) => {
      const next = spotAt(trackOf(rows * rowHeight, viewport.current), row * rowHeight)
      flushSync(() => show(next))
      scrollTo({ top: row === 0 ? 0 : next.scroll + top })
    },
    [rows, rowHeight, top, show],
  )

  useLayoutEffect(() => {
    const all = () => trackOf(rows * rowHeight, viewport.current)
    let rest: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      const scroll = Math.max(0, scrollY - top)
      show(follow(all(), spot.current, scroll))
      clearTimeout(rest)
      if (all().real > all().drawn) rest = setTimeout(settle, REST_MS)
    }
    /** After a long way by wheel the scroll bar points elsewhere than the rows stand; nothing that is seen moves. */
    const settle = () => {
      const { scroll, shift } = spot.current
      const right = spotAt(all(), scroll + shift)
      if (scroll === 0 || Math.abs(right.scroll - scroll) < 2) return
      flushSync(() => show(right))
      scrollTo({ top: right.scroll + top })
    }
    const onResize = () => {
      viewport.current = innerHeight
      onScroll()
    }
    onResize()
    addEventListener('scroll', onScroll, { passive: true })
    addEventListener('resize', onResize)
    return () => {
      clearTimeout(rest)
      removeEventListener('scroll', onScroll)
      removeEventListener('resize', onResize)
    }
  }, [rows, rowHeight, top, show])

  const onScreen = Math.ceil(shown.viewport / rowHeight) + 1
  const { direction, ahead } = shown
  const above = direction < 0 ? ahead : direction > 0 ? LEFT_BEHIND : AHEAD
  const below = direction > 0 ? ahead : direction < 0 ? LEFT_BEHIND : AHEAD
  const lastRow = Math.max(0, rows - 1)
  return {
    seen: { first: Math.min(shown.row, lastRow), last: Math.min(lastRow, shown.row + onScreen - 1) },
    first: Math.max(0, Math.min(shown.row, rows - 1) - above),
    last: Math.min(rows - 1, shown.row + onScreen + below),
    direction,
    height: track.drawn,
    topOf: (row) => row * rowHeight - shown.shift,
    goTo,
  }
}
