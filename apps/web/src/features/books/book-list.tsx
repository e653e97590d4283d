import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { formatName } from '#i18n/format-name.ts'
import { Cover } from '#ui/cover.tsx'
import { cx } from '#ui/cx.ts'
import { BookLink } from './book-link.tsx'
import { CardMenu } from './card-menu.tsx'
import { MarkBox } from './mark-box.tsx'
import type { MarkableProps } from './markable.ts'
import { ReadingMark } from './reading-mark.tsx'
import type { ShelfRows } from './shelf-rows.ts'
import { useMarking } from './use-marking.ts'

/** One book a line, with a small cover: more to read at once than in the grid. */
export function BookList({ label, rows, total, count, at, choosing }: ShelfRows) {
  const places = Array.from({ length: rows.last - rows.first + 1 }, (_, n) => rows.first + n)
  return (
    <ul aria-label={label} className="relative" style={{ height: rows.height }}>
      {places
        .filter((index) => index < count)
        .map((index) => {
          const book = at(index)
          return (
            <li
              key={index}
              data-place={index}
              aria-setsize={total ?? -1}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0 h-21 border-b border-line/70"
              style={{ transform: `translateY(${rows.topOf(index)}px)` }}
            >
              {book ? (
                <Line
                  book={book}
                  index={index}
                  isMarked={choosing.has(book.id)}
                  isChoosing={choosing.isChoosing}
                  onMark={choosing.mark}
                />
              ) : (
                <span aria-hidden="true" className="flex items-center gap-4 py-2.5">
                  <span className="h-16 w-11 rounded-[3px] bg-line/60" />
                  <span className="h-4 w-1/3 rounded-sm bg-line/60" />
                </span>
              )}
            </li>
          )
        })}
    </ul>
  )
}

const Line = memo(function Line({ book, index, isMarked, isChoosing, onMark }: MarkableProps) {
  const { t } = useTranslation()
  const marking = useMarking({ book, index, isChoosing, onMark })
  return (
    <div className={cx('group relative flex h-full items-center rounded-lg', isMarked && 'bg-accent-soft')}>
      <BookLink
        bookId={book.id}
        isFetchedAhead={!isChoosing}
        draggable={false}
        className="flex min-w-0 flex-1 items-center gap-4 rounded-lg py-2.5 ps-1 pe-3 hover:bg-sunken [-webkit-touch-callout:none]"
        {...marking}
      >
        <Cover
          title={book.title}
          src={coverAddress(book.coverUrl, 'small')}
          color={book.coverColor}
          className="w-11 shrink-0 shadow-none"
        />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-1 font-serif font-semibold">{book.title}</span>
          <span className="line-clamp-1 text-sm text-ink-soft">{book.authors.join(', ')}</span>
          <span className="line-clamp-1 text-[0.8125rem] text-ink-faint">
            {[
              book.series
                ? book.series.position
                  ? t('book.volume', { series: book.series.name, position: book.series.position })
                  : book.series.name
                : '',
              book.formats.map(formatName).join(', '),
              book.isMissing ? t('book.missing') : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <ReadingMark state={book.state} progress={book.progress} className="w-24 shrink-0 max-sm:hidden" />
      </BookLink>
      <MarkBox {...{ book, index, isMarked, isChoosing, onMark }} isOnCover={false} className="me-2 shrink-0" />
      <CardMenu book={book} className="me-1 shrink-0" />
    </div>
  )
})
