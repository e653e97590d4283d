import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { FINISHED_DOCUMENT } from './progress-figures.ts'
import { longestStreak, readingDays } from './reading-days.ts'

export interface FinishedBook {
  bookId: number
  /** The first time in the year. */
  at: string
}

export interface YearInBooks {
  /** In the order of reading. */
  finished: FinishedBook[]
  /** Instants at which documents that are no book here came to their end. */
  finishedDocuments: string[]
  days: string[]
  longestStreak: number
  /** Instants. */
  downloads: string[]
}

/**
 * What somebody read in a year (UTC): every time through a book that came to its end in it counts its book once.
 * @param year 1 to 9999
 */
export async function readYear(db: Db, userId: number, year: number): Promise<YearInBooks> {
  const from = `${String(year).padStart(4, '0')}-01-01`
  const to = year < 9999 ? `${String(year + 1).padStart(4, '0')}-01-01` : ':'
  const [finished, documents, days, downloads] = await Promise.all([
    sql<FinishedBook>`
      select r.book_id as "bookId", min(r.ended_at) as at
      from read_throughs as r join books as b on b.id = r.book_id
      where r.user_id = ${userId} and r.ended_at >= ${from} and r.ended_at < ${to}
        and r.outcome = 'finished' and b.deleted_at is null
      group by r.book_id order by min(r.ended_at), r.book_id`.execute(db),
    db
      .selectFrom('kosync_documents')
      .select('updated_at')
      .where('user_id', '=', userId)
      .where('book_id', 'is', null)
      .where('percentage', '>=', FINISHED_DOCUMENT)
      .where('updated_at', '>=', from)
      .where('updated_at', '<', to)
      .orderBy('updated_at')
      .execute(),
    readingDays(db, userId, from, to),
    db
      .selectFrom('download_events')
      .select('created_at')
      .where('user_id', '=', userId)
      .where('created_at', '>=', from)
      .where('created_at', '<', to)
      .orderBy('created_at')
      .execute(),
  ])
  return {
    finished: finished.rows,
    finishedDocuments: documents.map(({ updated_at }) => updated_at),
    days,
    longestStreak: longestStreak(days),
    downloads: downloads.map(({ created_at }) => created_at),
  }
}
