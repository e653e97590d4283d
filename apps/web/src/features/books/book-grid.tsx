import { BookCard, BookCardPlaceholder } from './book-card.tsx'
import type { GridShape } from './grid-shape.ts'
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
          const [row, column] = [Math.floor(index / columns), index % columns]
          return (
            <li
              key={index}
              data-place={index}
              aria-setsize={total ?? -1}
              aria-posinset={index + 1}
              className="absolute top-0"
              style={{
                width: cardWidth,
                insetInlineStart: column * (cardWidth + gap),
                transform: `translateY(${rows.topOf(row)}px)`,
              }}
            >
              {book ? (
                <BookCard
                  book={book}
                  index={index}
                  isMarked={choosing.has(book.id)}
                  isChoosing={choosing.isChoosing}
                  onMark={choosing.mark}
                />
              ) : (
                <BookCardPlaceholder />
              )}
            </li>
          )
        })}
    </ul>
  )
}
