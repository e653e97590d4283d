import type { Db, Trx } from '#database/open.ts'
import type { ForeignIds } from './author-store.ts'

export interface SeriesRow extends ForeignIds {
  id: number
  public_id: string
  name: string
  created_at: string
  updated_at: string
}

export interface SeriesEntryRow extends SeriesRow {
  position: number | null
}

const series = (db: Db | Trx) =>
  db
    .selectFrom('series as s')
    .leftJoin('series_identifiers as g', (on) =>
      on.onRef('g.series_id', '=', 's.id').on('g.provider', '=', 'goodreads'),
    )
    .leftJoin('series_identifiers as h', (on) =>
      on.onRef('h.series_id', '=', 's.id').on('h.provider', '=', 'hardcover'),
    )
    .leftJoin('series_identifiers as o', (on) =>
      on.onRef('o.series_id', '=', 's.id').on('o.provider', '=', 'googlebooks'),
    )
    .select(['s.id', 's.public_id', 's.name', 's.created_at', 's.updated_at'])
    .select(['g.foreign_id as goodreads_id', 'h.foreign_id as hardcover_id', 'o.foreign_id as google_books_id'])

/** Every series, by name. */
export const listSeries = (db: Db): Promise<SeriesRow[]> => series(db).orderBy('s.name_key').execute()

export const findSeries = (db: Db | Trx, publicId: string): Promise<SeriesRow | undefined> =>
  series(db).where('s.public_id', '=', publicId).executeTakeFirst()

/** The series of a book with its place in each, by name. */
export const seriesOfBook = (db: Db | Trx, bookId: number): Promise<SeriesEntryRow[]> =>
  series(db)
    .innerJoin('book_series as b', 'b.series_id', 's.id')
    .select('b.position_sort as position')
    .where('b.book_id', '=', bookId)
    .orderBy('s.name_key')
    .execute()

export async function bookIdsOfSeries(db: Db | Trx, seriesId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('book_series')
    .select('book_id')
    .where('series_id', '=', seriesId)
    .orderBy('book_id')
    .execute()
  return rows.map((row) => row.book_id)
}
