import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { BookCard, BookCardPlaceholder } from './book-card.tsx'
import type { BookSearch } from './book-search.ts'
import { type GridShape, gridShape } from './grid-shape.ts'
import { useBookWindows } from './use-book-windows.ts'

/**
 * All books of a search as one page that scrolls, however many there are: only the rows on screen exist, and every row
 * has its height before its books are known.
 */
export function BookGrid({
  search,
  label,
  whenEmpty,
  whenFailed,
}: {
  search: BookSearch
  label: string
  whenEmpty: ReactNode
  whenFailed: (error: Error, retry: () => void) => ReactNode
}) {
  const frame = useRef<HTMLDivElement>(null)
  const [shape, setShape] = useState<GridShape & { top: number }>()
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => {
      const top = element.getBoundingClientRect().top + window.scrollY
      setShape({ ...gridShape(element.clientWidth), top })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={frame}>
      {shape ? (
        <Rows
          search={search}
          label={label}
          shape={shape}
          top={shape.top}
          whenEmpty={whenEmpty}
          whenFailed={whenFailed}
        />
      ) : null}
    </div>
  )
}

function Rows({
  search,
  label,
  shape,
  top,
  whenEmpty,
  whenFailed,
}: {
  search: BookSearch
  label: string
  shape: GridShape
  top: number
  whenEmpty: ReactNode
  whenFailed: (error: Error, retry: () => void) => ReactNode
}) {
  const [total, setTotal] = useState<number>()
  // Before the first answer a screen of placeholders stands where the books will.
  const count = total ?? shape.columns * 4
  const rows = useWindowVirtualizer({
    count: Math.ceil(count / shape.columns),
    estimateSize: () => shape.rowHeight,
    overscan: 3,
    scrollMargin: top,
  })
  const items = rows.getVirtualItems()
  const books = useBookWindows(search, {
    first: (items[0]?.index ?? 0) * shape.columns,
    last: Math.min(count, ((items.at(-1)?.index ?? 0) + 1) * shape.columns) - 1,
  })
  if (books.total !== undefined && books.total !== total) setTotal(books.total)

  useLayoutEffect(() => rows.measure(), [rows, shape.rowHeight, shape.columns])

  if (books.error && books.total === undefined) return whenFailed(books.error, books.retry)
  if (books.total === 0) return whenEmpty
  return (
    <>
      {books.error ? whenFailed(books.error, books.retry) : null}
      <ul aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        {items.flatMap((row) =>
          Array.from({ length: shape.columns }, (_, column) => {
            const index = row.index * shape.columns + column
            if (index >= count) return null
            const book = books.at(index)
            return (
              <li
                key={index}
                aria-setsize={total ?? -1}
                aria-posinset={index + 1}
                className="absolute top-0 left-0"
                style={{
                  width: shape.cardWidth,
                  transform: `translate(${column * (shape.cardWidth + shape.gap)}px, ${row.start - top}px)`,
                }}
              >
                {book ? <BookCard book={book} /> : <BookCardPlaceholder />}
              </li>
            )
          }),
        )}
      </ul>
    </>
  )
}
