import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { Badge, type BadgeKind } from '#ui/badge.tsx'
import { Cover } from '#ui/cover.tsx'
import { type DatedBook, dayOf, standingOf } from './calendar-queries.ts'
import { today } from './month.ts'

const kinds: Record<ReturnType<typeof standingOf>, BadgeKind> = { have: 'good', wanted: 'care', unwanted: 'quiet' }

/** The books of a month, one day below the other. */
export function DayList({ books }: { books: readonly DatedBook[] }) {
  const { t, i18n } = useTranslation()
  const name = new Intl.DateTimeFormat(i18n.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {[...Map.groupBy(books, dayOf)].map(([day, of]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="border-b border-line pb-2 font-medium">
            {name.format(new Date(`${day}T00:00:00Z`))}
            {day === today() ? <span className="text-accent"> · {t('calendar.today')}</span> : null}
          </h2>
          <ul className="divide-y divide-line">
            {of.map((book) => (
              <Entry key={book.id} book={book} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Entry({ book }: { book: DatedBook }) {
  const { t } = useTranslation()
  const author = book.author?.authorName ?? ''
  return (
    <li className="flex items-center gap-4 py-3">
      <Cover
        title={book.title}
        author={author}
        src={pictureAddress(book.imageUrl)}
        color={null}
        className="w-11 shrink-0 shadow-none"
      />
      <div className="min-w-0 flex-1">
        <Link
          to="/get/books/$bookNumber"
          params={{ bookNumber: String(book.id) }}
          className="font-serif text-[1.0625rem] leading-snug font-semibold wrap-anywhere hover:text-accent"
        >
          {book.title}
        </Link>
        <p className="text-[0.9375rem] text-ink-soft">{author}</p>
      </div>
      <Badge kind={kinds[standingOf(book)]}>{t(`calendar.state.${standingOf(book)}`)}</Badge>
    </li>
  )
}
