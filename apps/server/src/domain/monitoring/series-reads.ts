import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { SeriesHardcoverLinks, SeriesTable } from '#database/schema.ts'
import type { BookRow } from '#domain/catalog/book-store.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { notFound } from '#kernel/errors.ts'

export type AcquiredSeriesRow = Selectable<SeriesTable>
export type HardcoverLinkRow = Selectable<SeriesHardcoverLinks>

export interface SeriesBookRow {
  book: BookRow
  position: string | null
  isPrimary: boolean
}

export interface AcquiredSeries {
  series: AcquiredSeriesRow
  books: SeriesBookRow[]
  link: HardcoverLinkRow | undefined
}

/** @throws not-found */
export async function seriesOrThrow(db: Db | Trx, id: number): Promise<AcquiredSeriesRow> {
  const row = await db.selectFrom('series').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('series', id)
  return row
}

/** All series with their books, by title; in a fixed number of statements. */
export async function listAcquiredSeries(db: Db, dialect: Dialect, scope: OwnerScope): Promise<AcquiredSeries[]> {
  const rows = await db.selectFrom('series').selectAll().orderBy('sort_key').orderBy('id').execute()
  return withBooks(db, dialect, rows, scope)
}

/** One series with its books. @throws not-found */
export async function readAcquiredSeries(
  db: Db,
  dialect: Dialect,
  id: number,
  scope: OwnerScope,
): Promise<AcquiredSeries> {
  const [series] = await withBooks(db, dialect, [await seriesOrThrow(db, id)], scope)
  if (!series) throw notFound('series', id)
  return series
}

async function withBooks(
  db: Db,
  dialect: Dialect,
  rows: readonly AcquiredSeriesRow[],
  scope: OwnerScope,
): Promise<AcquiredSeries[]> {
  const ids = rows.map(({ id }) => id)
  let query = db
    .selectFrom('book_series as s')
    .innerJoin('books', 'books.id', 's.book_id')
    .selectAll('books')
    .select(['s.series_id', 's.position as series_place', 's.position_sort as place_sort', 's.is_primary'])
    .where(dialect.isAmong('s.series_id', ids))
    .where('books.author_id', 'is not', null)
    .where('books.is_excluded', '=', false)
    .where((e) => e.or([e('books.deleted_at', 'is', null), e('books.metadata_provider', '<>', 'local')]))
  if (scope !== null) {
    query = query.where((e) => e.or([e('books.owner_user_id', 'is', null), e('books.owner_user_id', '=', scope)]))
  }
  const [members, links] = await Promise.all([
    query.execute(),
    db.selectFrom('series_hardcover_links').selectAll().where(dialect.isAmong('series_id', ids)).execute(),
  ])
  const booksOf = Map.groupBy(members.toSorted(byPlace), ({ series_id }) => series_id)
  const linkOf = new Map(links.map((link) => [link.series_id, link]))
  return rows.map((series) => ({
    series,
    books: (booksOf.get(series.id) ?? []).map(({ series_id, series_place, place_sort, is_primary, ...book }) => ({
      book,
      position: series_place,
      isPrimary: is_primary,
    })),
    link: linkOf.get(series.id),
  }))
}

interface Placed {
  id: number
  series_place: string | null
  place_sort: number | null
}

/** Numbers first, then what is text, then what has no place. */
function byPlace(one: Placed, other: Placed): number {
  const [a, b] = [one.place_sort ?? Number.POSITIVE_INFINITY, other.place_sort ?? Number.POSITIVE_INFINITY]
  if (a !== b) return a - b
  const [text, otherText] = [one.series_place ?? '\uffff', other.series_place ?? '\uffff']
  return text < otherText ? -1 : text > otherText ? 1 : one.id - other.id
}
