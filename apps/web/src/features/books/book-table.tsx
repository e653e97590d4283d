import type { BookCard, BookSort } from '@colophon/contract/web/books.ts'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatName } from '#i18n/format-name.ts'
import { languageName } from '#i18n/language-name.ts'
import { plainDate } from '#i18n/measures.ts'
import { cx } from '#ui/cx.ts'
import { BookLink } from './book-link.tsx'
import { type BookSearch, orderOf, usualDirection } from './book-search.ts'
import type { Column } from './kept-view-settings.ts'
import { MarkBox } from './mark-box.tsx'
import type { MarkableProps } from './markable.ts'
import type { ShelfRows } from './shelf-rows.ts'
import { useMarking } from './use-marking.ts'
import { useViewSettings } from './view-settings.ts'

/** Columns by which the whole list can be put in order. */
const sortOf: Partial<Record<Column, BookSort>> = {
  author: 'author',
  series: 'series',
  added: 'added',
  published: 'published',
}

const widths: Record<Column, string> = {
  author: 'minmax(9rem, 1fr)',
  series: 'minmax(9rem, 1fr)',
  formats: '7rem',
  language: '8rem',
  state: '7rem',
  rating: '5rem',
  published: '8rem',
  added: '8rem',
}

/** Rows and columns: the columns that this device shows, and headings that put the list in order. */
export function BookTable({
  label,
  rows,
  total,
  count,
  at,
  choosing,
  search,
  onChange,
}: ShelfRows & { search: BookSearch; onChange: (change: Partial<BookSearch>) => void }) {
  const { t } = useTranslation()
  const { columns } = useViewSettings()
  const layout = `2.5rem minmax(14rem, 2fr) ${columns.map((column) => widths[column]).join(' ')}`
  const places = Array.from({ length: rows.last - rows.first + 1 }, (_, n) => rows.first + n)
  const heading = (name: Column | 'title', sort: BookSort | undefined) => (
    <Heading key={name} {...{ search, sort, onChange }}>
      {t(`column.${name}`)}
    </Heading>
  )
  return (
    <div tabIndex={-1} className="overflow-x-auto">
      <div
        role="table"
        aria-label={label}
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-colcount={columns.length + 2}
        className="min-w-max text-sm"
      >
        <div role="rowgroup">
          <div
            role="row"
            aria-rowindex={1}
            className="grid h-11 items-center border-b border-line-strong/60 text-ink-soft"
            style={{ gridTemplateColumns: layout }}
          >
            <span role="columnheader" className="sr-only">
              {t('column.mark')}
            </span>
            <span aria-hidden="true" />
            {heading('title', 'title')}
            {columns.map((column) => heading(column, sortOf[column]))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: rows.height }}>
          {places
            .filter((index) => index < count)
            .map((index) => {
              const book = at(index)
              return (
                <div
                  key={index}
                  data-place={index}
                  role="row"
                  aria-rowindex={index + 2}
                  className={cx(
                    'group absolute inset-x-0 top-0 grid h-12 items-center border-b border-line/70',
                    book && choosing.has(book.id) ? 'bg-accent-soft' : 'hover:bg-sunken',
                  )}
                  style={{ gridTemplateColumns: layout, transform: `translateY(${rows.topOf(index)}px)` }}
                >
                  {book ? (
                    <Cells
                      book={book}
                      index={index}
                      isMarked={choosing.has(book.id)}
                      isChoosing={choosing.isChoosing}
                      onMark={choosing.mark}
                      columns={columns}
                    />
                  ) : (
                    <span role="cell" className="col-start-2 h-3.5 w-2/3 rounded-sm bg-line/60">
                      <span className="sr-only">{t('ui.loading')}</span>
                    </span>
                  )}
                </div>
              )
            })}
        </div>
      </div>
    </div>
  )
}

function Heading({
  search,
  sort,
  onChange,
  children,
}: {
  search: BookSearch
  sort: BookSort | undefined
  onChange: (change: Partial<BookSearch>) => void
  children: ReactNode
}) {
  const order = orderOf(search)
  const isSorted = sort !== undefined && order.sort === sort
  if (!sort) {
    return (
      <span role="columnheader" className="px-2 font-medium">
        {children}
      </span>
    )
  }
  const opposite = order.direction === 'asc' ? 'desc' : 'asc'
  const Arrow = order.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <span role="columnheader" aria-sort={isSorted ? (order.direction === 'asc' ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        className="inline-flex min-h-9 items-center gap-1.5 rounded-md px-2 font-medium hover:text-ink"
        onClick={() => onChange({ sort, direction: isSorted ? opposite : usualDirection(sort) })}
      >
        {children}
        {isSorted ? <Arrow size={14} aria-hidden /> : null}
      </button>
    </span>
  )
}

const Cells = memo(function Cells({
  book,
  index,
  isMarked,
  isChoosing,
  onMark,
  columns,
}: MarkableProps & { columns: readonly Column[] }) {
  const marking = useMarking({ book, index, isChoosing, onMark })
  return (
    <>
      <span role="cell" className="grid place-items-center">
        <MarkBox {...{ book, index, isMarked, onMark }} isChoosing isOnCover={false} className="scale-75" />
      </span>
      <span role="cell" className="min-w-0 px-2">
        <BookLink
          bookId={book.id}
          isFetchedAhead={!isChoosing}
          draggable={false}
          className="block truncate py-2 font-serif text-[0.9375rem] font-semibold hover:text-accent [-webkit-touch-callout:none]"
          {...marking}
        >
          {book.title}
        </BookLink>
      </span>
      {columns.map((column) => (
        <span key={column} role="cell" className="min-w-0 truncate px-2 text-ink-soft tabular-nums">
          <Value book={book} column={column} />
        </span>
      ))}
    </>
  )
})

function Value({ book, column }: { book: BookCard; column: Column }) {
  const { t, i18n } = useTranslation()
  const { resolvedLanguage: locale = 'en' } = i18n
  switch (column) {
    case 'author':
      return book.authors.join(', ')
    case 'series':
      return [book.series?.name, book.series?.position].filter(Boolean).join(' · ')
    case 'formats':
      return book.formats.map(formatName).join(', ')
    case 'language':
      return book.language ? languageName(book.language, locale) : ''
    case 'state':
      return book.state === 'reading' && book.progress
        ? t('book.readShare', { share: book.progress })
        : t(`state.${book.state}`)
    case 'rating':
      return book.rating === null
        ? ''
        : t('filter.stars', { count: book.rating, shown: new Intl.NumberFormat(locale).format(book.rating) })
    case 'published':
      return book.publishedOn ? plainDate(book.publishedOn, locale) : ''
    case 'added':
      return new Date(book.addedAt).toLocaleDateString(i18n.language)
  }
}
