import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { durationMs } from '#domain/settings/duration.ts'
import { readSettings } from '#domain/settings/settings-store.ts'
import { defineJob } from '#jobs/define-job.ts'
import type { Clock } from '#kernel/clock.ts'
import { forgetOldReports } from './book-searches.ts'
import { isGrabbingAutomatic } from './by-itself.ts'
import type { Slot } from './formats.ts'
import { searchWanted } from './search-wanted.ts'
import { wantedSlots } from './wanted-slots.ts'

const HOUR = 3_600_000
const INTERVAL = 12 * HOUR
const BOOKS_PER_RUN = 100
const MOST_PER_RUN = 2_000
/** Between two books. */
const PAUSE_MS = 3_000

/** How often this job comes; each time it takes its part of what one whole run may search. */
export const SWEEP_EVERY_SECONDS = 3_600

interface SweepDeps {
  db: Db
  transaction: Transaction
  clock: Clock
}

/**
 * Asks for searches of wanted books whose turn it is, those that were searched longest ago first. It comes every hour
 * and takes a part of the books, so that no indexer is asked for everything at once.
 */
export const sweepWanted = defineJob({
  name: 'releases.sweep-wanted',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 120,
  async run({ db, transaction, clock }: SweepDeps) {
    const now = clock.now()
    await transaction((trx) => forgetOldReports(trx, now))
    if (!(await isGrabbingAutomatic({ db }))) return { asked: 0 }
    const settings = await readSettings(db, ['search.interval', 'search.booksPerRun'])
    const interval = durationMs(settings['search.interval']) ?? INTERVAL
    const limit = shareOf(Number(settings['search.booksPerRun']) || BOOKS_PER_RUN, interval)
    const due = await dueSlots(db, new Date(now.getTime() - interval), now, limit)
    await transaction(async (_, emit) => {
      for (const [at, { bookId, slot }] of due.entries()) {
        emit(searchWanted.request({ bookId, slot, trigger: 'sweep' }, { delayMs: at * PAUSE_MS }))
      }
    })
    return { asked: due.length }
  },
  foundNothing: ({ asked }) => asked === 0,
})

/** Of what a whole run may search, the part of one hour. */
const shareOf = (booksPerRun: number, interval: number): number =>
  Math.ceil((Math.min(Math.max(booksPerRun, 1), MOST_PER_RUN) * SWEEP_EVERY_SECONDS * 1000) / Math.max(interval, HOUR))

async function dueSlots(db: Db, before: Date, now: Date, limit: number): Promise<{ bookId: number; slot: Slot }[]> {
  const rows = await Promise.all((['ebook', 'audiobook'] as const).map((slot) => dueOf(db, slot, before, now, limit)))
  return rows
    .flat()
    .toSorted((a, b) => (a.searchedAt < b.searchedAt ? -1 : a.searchedAt > b.searchedAt ? 1 : a.bookId - b.bookId))
    .slice(0, limit)
}

/** Slots whose pause is over, of books that are there to be had. */
async function dueOf(db: Db, slot: Slot, before: Date, now: Date, limit: number) {
  const released = new Date(now.getTime() + 24 * HOUR).toISOString()
  const rows = await wantedSlots(db, slot)
    .leftJoin('book_searches as last', (join) =>
      join
        .onRef('last.book_id', '=', 'books.id')
        .on('last.slot', '=', slot)
        // That something better was looked for says nothing of a file that is missing now.
        .on('last.is_upgrade', '=', false),
    )
    .select(['books.id as bookId', (e) => e.fn.coalesce('last.searched_at', e.val('')).as('searchedAt')])
    .where((e) => e.or([e('last.searched_at', 'is', null), e('last.searched_at', '<=', before.toISOString())]))
    .where((e) => e.or([e('last.next_search_at', 'is', null), e('last.next_search_at', '<=', now.toISOString())]))
    .where((e) => e.or([e('books.release_date', 'is', null), e('books.release_date', '<=', released)]))
    .orderBy('searchedAt')
    .orderBy('books.id')
    .limit(limit)
    .execute()
  return rows.map(({ bookId, searchedAt }) => ({ bookId, slot, searchedAt }))
}
