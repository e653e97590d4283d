import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { Authors } from '#database/schema.ts'
import { changeBooks } from '#domain/catalog/source-books.ts'
import { type DatedBook, monitoredBooks } from './monitor-mode.ts'

type Watched = Pick<Selectable<Authors>, 'id' | 'is_monitored' | 'monitor_mode' | 'monitor_latest_count'>

/**
 * Monitors books of an author as the mode says.
 * @param only keys of the books that are changed; left out, all of the author's
 * @returns keys of those that are monitored now and were not
 */
export async function applyMonitorMode(
  trx: Trx,
  dialect: Dialect,
  { author, only, today }: { author: Watched; only?: ReadonlySet<number>; today: Date },
): Promise<number[]> {
  const books = await trx
    .selectFrom('books')
    .select(['id', 'release_date', 'is_excluded', 'is_monitored'])
    .where('author_id', '=', author.id)
    .execute()
  const rule = {
    isMonitored: author.is_monitored,
    mode: author.monitor_mode,
    latestCount: author.monitor_latest_count,
    seriesIds: author.monitor_mode === 'series' ? await pinnedSeries(trx, author.id) : new Set<number>(),
    today,
  }
  const seriesOf = author.monitor_mode === 'series' ? await seriesOfAuthor(trx, author.id) : new Map<number, number[]>()
  const monitored = monitoredBooks(
    rule,
    books.map(
      (book): DatedBook => ({
        id: book.id,
        releaseDate: book.release_date,
        seriesIds: seriesOf.get(book.id) ?? [],
        isExcluded: book.is_excluded,
      }),
    ),
  )
  const changed = books.filter(({ id, is_monitored }) => (only?.has(id) ?? true) && is_monitored !== monitored.has(id))
  const on = changed.filter(({ is_monitored }) => !is_monitored).map(({ id }) => id)
  const off = changed.filter(({ is_monitored }) => is_monitored).map(({ id }) => id)
  const updated_at = today.toISOString()
  await changeBooks(trx, dialect, on, { is_monitored: true, updated_at })
  await changeBooks(trx, dialect, off, { is_monitored: false, updated_at })
  return on
}

/** Series of which all books are wanted. */
export async function pinnedSeries(trx: Trx, authorId: number): Promise<Set<number>> {
  const rows = await trx
    .selectFrom('author_monitored_series')
    .select('series_id')
    .where('author_id', '=', authorId)
    .execute()
  return new Set(rows.map(({ series_id }) => series_id))
}

/** The series of each book of an author. */
async function seriesOfAuthor(trx: Trx, authorId: number): Promise<Map<number, number[]>> {
  const rows = await trx
    .selectFrom('book_series')
    .innerJoin('books', 'books.id', 'book_series.book_id')
    .select(['book_series.book_id', 'book_series.series_id'])
    .where('books.author_id', '=', authorId)
    .execute()
  const byBook = Map.groupBy(rows, ({ book_id }) => book_id)
  return new Map([...byBook].map(([id, links]) => [id, links.map(({ series_id }) => series_id)]))
}
