import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { plainDate } from '#i18n/measures.ts'
import { cx } from '#ui/cx.ts'
import { type DatedBook, dayOf, standingOf } from './calendar-queries.ts'
import { firstWeekday, type Month, today, weeksOf } from './month.ts'

/** 2024 began on a Monday: the names of the days of the week are taken from it. */
const weekdayName = (weekday: number, locale: string, style: 'short' | 'long') =>
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))

const looks = {
  have: 'border-accent bg-accent-soft text-accent',
  wanted: 'border-line-strong bg-surface text-ink',
  unwanted: 'border-line bg-sunken text-ink-soft',
}

/** A month with the books that come out on its days. */
export function MonthGrid({ month, books }: { month: Month; books: readonly DatedBook[] }) {
  const { t, i18n } = useTranslation()
  const firstDay = firstWeekday(i18n.language)
  const weekdays = Array.from({ length: 7 }, (_, at) => ((firstDay - 1 + at) % 7) + 1)
  const byDay = Map.groupBy(books, dayOf)
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t('calendar.caption', { month: plainDate(month, i18n.language) })}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th
              key={weekday}
              scope="col"
              abbr={weekdayName(weekday, i18n.language, 'long')}
              className="pb-2 text-start text-sm font-medium text-ink-faint"
            >
              {weekdayName(weekday, i18n.language, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, firstDay).map((week, at) => (
          <tr key={week.find(Boolean) ?? at}>
            {week.map((day, column) => (
              <Day key={day ?? `blank ${column}`} day={day} books={day ? (byDay.get(day) ?? []) : []} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, books }: { day: string | undefined; books: readonly DatedBook[] }) {
  const { t } = useTranslation()
  if (!day) return <td className="border border-line bg-sunken/50" />
  const isToday = day === today()
  return (
    <td className="h-28 border border-line p-1.5 align-top">
      <p className={cx('mb-1 px-1 text-sm tabular-nums', isToday ? 'font-semibold text-accent' : 'text-ink-faint')}>
        <time dateTime={day} aria-current={isToday ? 'date' : undefined}>
          {Number(day.slice(8))}
        </time>
      </p>
      {books.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {books.map((book) => (
            <li key={book.id}>
              <Link
                to="/get/books/$bookNumber"
                params={{ bookNumber: String(book.id) }}
                title={`${book.title} – ${book.author?.authorName ?? ''}`}
                className={cx(
                  'block truncate rounded-md border-s-4 px-1.5 py-1 text-sm hover:underline',
                  looks[standingOf(book)],
                )}
              >
                {book.title}
                <span className="sr-only">
                  , {book.author?.authorName}, {t(`calendar.state.${standingOf(book)}`)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </td>
  )
}
