import type { BookCard } from '@colophon/contract/web/books.ts'
import { type ReactNode, useId } from 'react'

/** Some books under a heading. */
export function BookShelf({
  title,
  books,
  renderBook,
}: {
  title: ReactNode
  books: BookCard[]
  renderBook: (book: BookCard) => ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h2 id={id} className="font-serif text-lg font-semibold">
        {title}
      </h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-x-5 gap-y-7 sm:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]">
        {books.map((book) => (
          <li key={book.id} className="[content-visibility:auto] [contain-intrinsic-size:auto_17rem]">
            {renderBook(book)}
          </li>
        ))}
      </ul>
    </section>
  )
}
