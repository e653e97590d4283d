import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { AcquiredSeries } from './series-reads.ts'

/** Behind every number of a place; a difference of infinities is none. */
const LAST = Number.MAX_SAFE_INTEGER

/** The series in which an author has books, by title, each with the books of this author alone. */
export async function listSeriesOfAuthor(db: Db, dialect: Dialect, authorId: number): Promise<AcquiredSeries[]> {
  const books = await db
    .selectFrom('books')
    .selectAll()
    .where('author_id', '=', authorId)
    .where('is_excluded', '=', false)
    .execute()
  const byId = new Map(books.map((book) => [book.id, book]))
  const links = await db
    .selectFrom('book_series')
    .selectAll()
    .where(dialect.isAmong('book_id', [...byId.keys()]))
    .execute()
  const inOrder = links.toSorted(
    (one, other) =>
      (one.position_sort ?? LAST) - (other.position_sort ?? LAST) ||
      (one.position ?? '').localeCompare(other.position ?? '') ||
      one.book_id - other.book_id,
  )
  const placesOf = Map.groupBy(inOrder, ({ series_id }) => series_id)
  const series = await db
    .selectFrom('series')
    .selectAll()
    .where(dialect.isAmong('id', [...placesOf.keys()]))
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  return series.map((one) => ({
    series: one,
    link: undefined,
    books: (placesOf.get(one.id) ?? []).flatMap(({ book_id, position, is_primary }) => {
      const book = byId.get(book_id)
      return book ? [{ book, position, isPrimary: is_primary }] : []
    }),
  }))
}
