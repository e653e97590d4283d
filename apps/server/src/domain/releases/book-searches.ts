import type { Db, Trx } from '#database/open.ts'
import type { Slot } from './formats.ts'
import { nextSearch, nextUpgradeSearch } from './next-search.ts'
import type { KeptReport, SearchReport } from './search-report.ts'

const DAYS_KEPT = 14

/** Every slot has its turn again: something changed that may make fruitless searches fruitful. */
export async function searchAllAgain(trx: Trx): Promise<void> {
  await trx
    .updateTable('book_searches')
    .set({ fruitless_count: 0, next_search_at: null })
    .where('next_search_at', 'is not', null)
    .execute()
}

export interface NotedSearch {
  bookId: number
  slot: Slot
  isFruitful: boolean
  /** Somebody asked for it, or the book has just become wanted: earlier failures count no more. */
  isFresh: boolean
  /** The slot has a file, and something better was looked for. */
  isUpgrade: boolean
  releaseDate: string | null
  report: SearchReport
}

/** Keeps what a search came to, and when the slot is searched again by itself. */
export async function noteSearch(trx: Trx, noted: NotedSearch, now: Date): Promise<void> {
  const { bookId, slot, isFruitful, isFresh, isUpgrade, releaseDate, report } = noted
  const known = await trx
    .selectFrom('book_searches')
    .select('fruitless_count')
    .where('book_id', '=', bookId)
    .where('slot', '=', slot)
    .executeTakeFirst()
  // Nobody waits for something better: that it is hard to find keeps nobody from finding the book once it is missing.
  const fruitless = isFruitful || isUpgrade ? 0 : (isFresh ? 0 : (known?.fruitless_count ?? 0)) + 1
  const next = isUpgrade ? nextUpgradeSearch(now) : nextSearch(fruitless, releaseDate, now)
  const kept = {
    searched_at: now.toISOString(),
    fruitless_count: fruitless,
    next_search_at: next.toISOString(),
    is_upgrade: isUpgrade,
    report_json: report,
  }
  await trx
    .insertInto('book_searches')
    .values({ book_id: bookId, slot, ...kept })
    .onConflict((conflict) => conflict.columns(['book_id', 'slot']).doUpdateSet(kept))
    .execute()
}

/** The last automatic search of each slot of a book. */
export async function readReports(db: Db, bookId: number): Promise<KeptReport[]> {
  const rows = await db
    .selectFrom('book_searches')
    .selectAll()
    .where('book_id', '=', bookId)
    .orderBy('slot', 'desc')
    .execute()
  return rows.map(({ slot, searched_at, next_search_at, report_json }) => ({
    slot,
    searchedAt: searched_at,
    nextSearchAt: next_search_at,
    report: report_json as SearchReport | null,
  }))
}

/** Reports are of use while somebody wonders; their times are kept. */
export async function forgetOldReports(trx: Trx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString()
  await trx
    .updateTable('book_searches')
    .set({ report_json: null })
    .where('searched_at', '<', before)
    .where('report_json', 'is not', null)
    .execute()
}
