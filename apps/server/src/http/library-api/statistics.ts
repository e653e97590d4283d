import * as contract from '@colophon/contract/library/statistics.ts'
import type { FastifyInstance } from 'fastify'
import { downloadsPerMonth } from '#domain/reading/downloads-per-month.ts'
import { readProgressFigures } from '#domain/reading/progress-figures.ts'
import { recommendBooks } from '#domain/reading/recommend.ts'
import { readYear } from '#domain/reading/year-in-books.ts'
import { instant, wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { readYearOfQuery } from '../year-of-query.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { presentPage } from './present-page.ts'

/** What the caller has read, and may like to read (library contract 25 and 26). */
export function statisticRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, clock } = deps

  route(app, contract.listDownloadsPerMonth, ({ query, principal }) =>
    downloadsPerMonth(db, principal.userId, clock.now(), lenient(query.months, { unless: 12, most: 24 })),
  )

  route(app, contract.readYearInBooks, async ({ query, principal }) => {
    const year = readYearOfQuery(query.year, clock.now())
    const { finished, finishedDocuments, days, longestStreak, downloads } = await readYear(db, principal.userId, year)
    return {
      year,
      books_finished: finished.length + finishedDocuments.length,
      active_days: days.length,
      longest_streak: longestStreak,
      total_downloads: downloads.length,
    }
  })

  route(app, contract.readReadingStatistics, async ({ principal }) => {
    const figures = await readProgressFigures(db, principal.userId, instant(clock.now()))
    return {
      current_streak: figures.currentStreak,
      total_tracked: figures.tracked,
      total_finished: figures.finished,
      in_progress: figures.inProgress.map(({ document, fraction, device, at, minutesLeft }) => ({
        document,
        percentage: fraction,
        ...(device ? { device } : {}),
        last_synced: wholeSeconds(at),
        ...(minutesLeft === null ? {} : { estimated_minutes_remaining: minutesLeft }),
      })),
    }
  })

  route(app, contract.listRecommendations, async ({ query, principal }) => {
    const limit = lenient(query.limit, { unless: 10, most: 50 })
    const ids = await recommendBooks(deps, principal.userId, limit)
    return (await presentPage(deps, { ids, total: ids.length }, { limit, offset: 0 })).books
  })
}

/** A number that never fails: nonsense, zero and less are the default. */
function lenient(text: string | undefined, { unless, most }: { unless: number; most: number }): number {
  const value = /^\+?\d+$/.test(text ?? '') ? Number(text) : 0
  return value >= 1 ? Math.min(value, most) : unless
}
