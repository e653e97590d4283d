import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { nameKey } from '#kernel/text.ts'
import { lockOf } from './locks.ts'
import { columnsOfWork, positionNumber } from './new-book-rows.ts'
import type { NewWork } from './new-file.ts'
import { ensureAuthors, ensureSeries } from './people.ts'

/**
 * Brings what a file says to a book that is there: `fill` only where the book has nothing (a further format joined),
 * `refresh` also where it has something else (its file was changed outside). What a person has set is never touched.
 */
export async function applyWork(
  trx: Trx,
  dialect: Dialect,
  input: { bookId: number; work: NewWork; now: string; mode: 'fill' | 'refresh'; media?: 'ebook' | 'audiobook' },
): Promise<void> {
  const { bookId, work, now, mode, media } = input
  const book = await trx.selectFrom('books').selectAll().where('id', '=', bookId).executeTakeFirstOrThrow()
  const offered = columnsOfWork(work)
  const locked = new Set(book.locked_fields_json)
  const after: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(offered)) {
    const current = book[name as keyof typeof offered]
    if (isBlank(value) || same(current, value) || locked.has(lockOf(name))) continue
    if (mode === 'fill' ? !isBlank(current) : DERIVED.has(name)) continue
    after[name] = value
  }
  if ('title' in after) Object.assign(after, { sort_title: offered.sort_title, dedup_key: offered.dedup_key })
  const mediaType = media ? widen(book.media_type, media) : book.media_type
  if (Object.keys(after).length > 0 || mediaType !== book.media_type) {
    await trx
      .updateTable('books')
      .set({ ...after, media_type: mediaType, updated_at: now })
      .where('id', '=', bookId)
      .execute()
  }
  await linkMissing(trx, dialect, { bookId, work, now, locked })
}

/** People and series only where the book has none of either: two files rarely spell them alike. */
async function linkMissing(
  trx: Trx,
  dialect: Dialect,
  { bookId, work, now, locked }: { bookId: number; work: NewWork; now: string; locked: ReadonlySet<string> },
): Promise<void> {
  const hasPeople = await trx
    .selectFrom('book_creators')
    .select('author_id')
    .where('book_id', '=', bookId)
    .limit(1)
    .execute()
  if (hasPeople.length === 0 && !locked.has('creators') && work.creators.length > 0) {
    const ids = await ensureAuthors(trx, dialect, work.creators, now)
    const rows = work.creators.map(({ name, role }, position) => ({
      book_id: bookId,
      author_id: ids.get(nameKey(name)) ?? 0,
      role,
      position,
    }))
    await trx
      .insertInto('book_creators')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
  }
  const hasSeries = await trx
    .selectFrom('book_series')
    .select('series_id')
    .where('book_id', '=', bookId)
    .limit(1)
    .execute()
  if (hasSeries.length === 0 && !locked.has('series') && work.series.length > 0) {
    const ids = await ensureSeries(
      trx,
      dialect,
      work.series.map(({ name }) => name),
      now,
    )
    const rows = work.series.map(({ name, position }, index) => ({
      book_id: bookId,
      series_id: ids.get(nameKey(name)) ?? 0,
      position,
      position_sort: positionNumber(position),
      is_primary: index === 0,
    }))
    await trx
      .insertInto('book_series')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
  }
  if (work.identifiers.length > 0 && !locked.has('identifiers')) {
    await trx
      .insertInto('book_identifiers')
      .values(work.identifiers.map((identifier) => ({ book_id: bookId, ...identifier })))
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

/** Follow from other columns and change with them. */
const DERIVED = new Set(['sort_title', 'dedup_key', 'release_date', 'language_code'])

const isBlank = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function widen(current: MediaType, media: 'ebook' | 'audiobook'): MediaType {
  return current === media ? current : 'both'
}
