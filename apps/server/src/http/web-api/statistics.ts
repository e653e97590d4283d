import type { BookCard } from '@colophon/contract/web/books.ts'
import * as contract from '@colophon/contract/web/statistics.ts'
import type { FastifyInstance } from 'fastify'
import { firstYearOf } from '#domain/reading/first-year.ts'
import { readProgressFigures } from '#domain/reading/progress-figures.ts'
import { readYear, type YearInBooks } from '#domain/reading/year-in-books.ts'
import { instant, wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { readYearOfQuery } from '../year-of-query.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** What the caller read in a year, and is reading, with covers. */
export function webStatisticRoutes(app: FastifyInstance, deps: WebBookDeps): void {
  const { db, clock, readCards, http } = deps
  const card = presentCard(http.urlBase)

  route(app, contract.readStatistics, async ({ query, principal }) => {
    const { userId } = principal
    const now = clock.now()
    const year = readYearOfQuery(query.year?.toString(), now)
    const [inYear, figures, firstYear] = await Promise.all([
      readYear(db, userId, year),
      readProgressFigures(db, userId, instant(now)),
      firstYearOf(db, userId),
    ])
    const ids = [...inYear.finished, ...figures.inProgress].flatMap(({ bookId }) => bookId ?? [])
    const cards = new Map<number, BookCard>()
    for (const read of await readCards([...new Set(ids)], userId)) cards.set(read.id, card(read))
    return {
      year,
      firstYear: Math.min(firstYear ?? year, year),
      booksFinished: inYear.finished.length + inYear.finishedDocuments.length,
      longestStreak: inYear.longestStreak,
      downloads: inYear.downloads.length,
      days: inYear.days,
      months: monthsOf(inYear),
      finished: inYear.finished.flatMap(({ bookId, at }) => {
        const book = cards.get(bookId)
        return book ? [{ ...book, finishedAt: wholeSeconds(at) }] : []
      }),
      currentStreak: figures.currentStreak,
      tracked: figures.tracked,
      finishedEver: figures.finished,
      // The time that is left counts nights and meals as reading (library contract 25.3): nothing to show to a person.
      inProgress: figures.inProgress.map(({ bookId, document, fraction, device, at }) => ({
        document,
        fraction,
        device,
        book: (bookId !== null && cards.get(bookId)) || null,
        lastReadAt: wholeSeconds(at),
      })),
    }
  })
}

function monthsOf({ finished, finishedDocuments, days, downloads }: YearInBooks): contract.Statistics['months'] {
  const months = Array.from({ length: 12 }, () => ({ finished: 0, days: 0, downloads: 0 }))
  const count = (instants: readonly string[], what: 'finished' | 'days' | 'downloads') => {
    for (const at of instants) {
      const month = months[Number(at.slice(5, 7)) - 1]
      if (month) month[what] += 1
    }
  }
  count([...finished.map(({ at }) => at), ...finishedDocuments], 'finished')
  count(days, 'days')
  count(downloads, 'downloads')
  return months
}
