import { memo } from 'react'
import { BookCard, BookCardPlaceholder } from './book-card.tsx'
import { cardLook } from './card-look.ts'
import type { GridShape } from './grid-shape.ts'
import type { MarkableProps } from './markable.ts'
import type { ShelfRows } from './shelf-rows.ts'

/** Covers beside and below each other. */
export function BookGrid({ label, rows, total, count, at, choosing, shape }: ShelfRows & { shape: GridShape }) {
  const { columns, cardWidth, gap } = shape
  const places = Array.from({ length: (rows.last - rows.first + 1) * columns }, (_, n) => rows.first * columns + n)
  return (
    <ul aria-label={label} className="relative" style={{ height: rows.height }}>
      {places
        .filter((index) => index < count)
        .map((index) => {
          const book = at(index)
          return (
            <Place
              key={index}
              index={index}
              total={total}
              width={cardWidth}
              left={(index % columns) * (cardWidth + gap)}
              top={rows.topOf(Math.floor(index / columns))}
              book={book}
              isMarked={book !== undefined && choosing.has(book.id)}
              isChoosing={choosing.isChoosing}
              onMark={choosing.mark}
            />
          )
        })}
    </ul>
  )
}

type PlaceProps = Omit<MarkableProps, 'book'> & {
  book: MarkableProps['book'] | undefined
  total: number | undefined
  width: number
  left: number
  top: number
}

/** A row that comes into sight leaves the places of the others as they are. */
const Place = memo(function Place({ total, width, left, top, book, ...marking }: PlaceProps) {
  return (
    <li
      data-place={marking.index}
      aria-setsize={total ?? -1}
      aria-posinset={marking.index + 1}
      className={cardLook.place}
      style={{ width, insetInlineStart: left, transform: `translateY(${top}px)` }}
    >
      {book ? <BookCard book={book} {...marking} /> : <BookCardPlaceholder />}
    </li>
  )
})
