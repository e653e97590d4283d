import type { BookCard } from '@colophon/contract/web/books.ts'
import { type ReactNode, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { useRowWindow } from '#ui/use-row-window.ts'
import { BookGrid } from './book-grid.tsx'
import { BookList } from './book-list.tsx'
import type { BookSearch, View } from './book-search.ts'
import { BookTable } from './book-table.tsx'
import { gridShape } from './grid-shape.ts'
import type { Choosing } from './shelf-rows.ts'
import { useArrowKeys } from './use-arrow-keys.ts'
import { useBookWindows } from './use-book-windows.ts'
import { useViewSettings } from './view-settings.ts'

export interface ShelfHandle {
  goTo: (index: number) => void
}

const ROW_HEIGHTS = { list: 84, table: 48 }

/**
 * All books of a search as one page that scrolls, however many there are: only the rows on screen exist, and every row
 * has its height before its books are known.
 */
export function BookShelf({
  handle,
  search,
  view,
  label,
  choosing,
  onChange,
  whenEmpty,
  whenFailed,
}: {
  handle: React.Ref<ShelfHandle>
  search: BookSearch
  view: View
  label: string
  choosing: Choosing
  onChange: (change: Partial<BookSearch>) => void
  whenEmpty: ReactNode
  whenFailed: (error: Error, retry: () => void) => ReactNode
}) {
  const frame = useRef<HTMLDivElement>(null)
  const [space, setSpace] = useState<{ width: number; top: number }>()
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => {
      const top = Math.round(element.getBoundingClientRect().top + scrollY)
      const width = element.clientWidth
      setSpace((before) => (before?.top === top && before.width === width ? before : { width, top }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={frame}>
      {space ? <Rows {...{ handle, search, view, label, choosing, onChange, whenEmpty, whenFailed, space }} /> : null}
    </div>
  )
}

function Rows({
  handle,
  search,
  view,
  label,
  choosing,
  onChange,
  whenEmpty,
  whenFailed,
  space,
}: Parameters<typeof BookShelf>[0] & { space: { width: number; top: number } }) {
  const { coverWidth } = useViewSettings()
  const [known, setKnown] = useState<number>()
  const shape = gridShape(space.width, coverWidth)
  const columns = view === 'grid' ? shape.columns : 1
  const rowHeight = view === 'grid' ? shape.rowHeight : ROW_HEIGHTS[view]
  const count = known ?? Math.ceil(innerHeight / rowHeight) * columns
  const rows = useRowWindow({ rows: Math.ceil(count / columns), rowHeight, top: space.top })
  const visible = { first: rows.first * columns, last: Math.min(count, (rows.last + 1) * columns) - 1 }
  const books = useBookWindows(search, { ...visible, direction: rows.direction, count })
  if (books.total !== undefined && books.total !== known) setKnown(books.total)

  useImperativeHandle(handle, () => ({ goTo: (index) => rows.goTo(Math.floor(index / columns)) }))
  const shown = () => {
    const first = rows.seen.first * columns
    const last = Math.min(count, (rows.seen.last + 1) * columns)
    return Array.from({ length: Math.max(0, last - first) }, (_, n) => books.at(first + n)).filter(
      (book) => book !== undefined,
    )
  }
  useMarkingKeys(choosing, shown)
  const onArrow = useArrowKeys({ columns, count: books.total ?? 0 })

  if (books.error && books.total === undefined) return whenFailed(books.error, books.retry)
  if (books.total === 0) return whenEmpty
  const drawn = { label, rows, total: books.total, count, at: books.at, choosing }
  return (
    <div onKeyDown={onArrow}>
      {books.error ? whenFailed(books.error, books.retry) : null}
      {view === 'grid' ? <BookGrid {...drawn} shape={shape} /> : null}
      {view === 'list' ? <BookList {...drawn} /> : null}
      {view === 'table' ? <BookTable {...drawn} search={search} onChange={onChange} /> : null}
    </div>
  )
}

/** Ctrl+A marks what is on screen, Escape lets go of all. */
function useMarkingKeys(choosing: Choosing, shown: () => BookCard[]): void {
  const latest = useRef({ choosing, shown })
  useEffect(() => {
    latest.current = { choosing, shown }
  })
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isElsewhere =
        event.target instanceof Element &&
        event.target.closest('input:not([type=checkbox]), textarea, select, dialog, [role=menu]') !== null
      if (isElsewhere || event.defaultPrevented) return
      const { choosing, shown } = latest.current
      if (event.key === 'Escape' && choosing.isChoosing) choosing.clear()
      if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      choosing.markThese(shown())
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
