import type { BookCard } from '@colophon/contract/web/books.ts'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { listOf } from '#i18n/measures.ts'
import { Cover } from '#ui/cover.tsx'
import { ProgressBar } from '#ui/progress.tsx'

/** A titled row of books that goes on sideways. */
export function CoverRow<Book extends BookCard>({
  title,
  books,
  action,
  detailOf,
}: {
  title: string
  books: readonly Book[]
  action?: ReactNode
  /** What to say below the title instead of who wrote it. */
  detailOf?: (book: Book) => string
}) {
  const id = useId()
  if (books.length === 0) return null
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id} className="font-serif text-xl font-semibold">
          {title}
        </h2>
        {action}
      </div>
      <ul
        aria-labelledby={id}
        className="-mx-4 flex snap-x snap-proximity gap-4 overflow-x-auto scroll-px-4 px-4 pb-3 sm:-mx-6 sm:gap-5 sm:scroll-px-6 sm:px-6 md:-mx-10 md:scroll-px-10 md:px-10"
      >
        {books.map((book) => (
          <li key={book.id} className="w-28 shrink-0 snap-start sm:w-36">
            <BookTile book={book} detail={detailOf?.(book)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function BookTile({ book, detail }: { book: BookCard; detail: string | undefined }) {
  const { t, i18n } = useTranslation()
  const authors = listOf(book.authors, i18n.language)
  return (
    <Link to="/books/$bookId" params={{ bookId: book.id }} className="group block rounded-[3px] outline-offset-4">
      <Cover
        title={book.title}
        author={authors}
        src={coverAddress(book.coverUrl, 'small')}
        color={book.coverColor}
        className="transition-transform duration-200 ease-out group-hover:-translate-y-0.5 motion-reduce:transform-none"
      />
      {book.state === 'reading' ? (
        <ProgressBar share={book.progress ?? 0} label={t('book.progress')} className="mt-2.5" />
      ) : null}
      <span className="mt-2.5 line-clamp-2 font-serif text-[0.9375rem] leading-5 font-semibold wrap-anywhere group-hover:text-accent max-sm:text-sm max-sm:leading-[1.15rem]">
        {book.title}
      </span>
      <span className="mt-0.5 line-clamp-1 text-[0.8125rem] leading-5 text-ink-faint">{detail ?? authors}</span>
    </Link>
  )
}
