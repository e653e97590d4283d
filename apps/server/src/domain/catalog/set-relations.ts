import type { Trx } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { type AuthorRow, authorsOfBook } from './author-store.ts'
import { bookKeyOrThrow } from './book-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { recordingChanges } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'
import { type SeriesEntryRow, seriesOfBook } from './series-store.ts'
import { type TagRow, tagsOfBook } from './tag-store.ts'

/**
 * Replaces the authors of a book; people with other roles stay. The first becomes its main author.
 * @throws not-found for the book, invalid for an author that is not known: nothing is written then
 */
export async function setAuthors(
  deps: CatalogDeps,
  publicId: string,
  authorIds: string[],
  userId: number,
): Promise<AuthorRow[]> {
  return changing(deps, { publicId, userId }, async (trx, bookId) => {
    const keys = await keysOf(trx, 'authors', authorIds)
    await trx.deleteFrom('book_creators').where('book_id', '=', bookId).where('role', '=', 'author').execute()
    const rows = keys.map((author_id, position) => ({ book_id: bookId, author_id, role: 'author' as const, position }))
    if (rows.length > 0) await trx.insertInto('book_creators').values(rows).execute()
    return () => authorsOfBook(trx, bookId)
  })
}

/**
 * Replaces the series of a book. The first becomes its main one.
 * @throws not-found for the book, invalid for a series that is not known: nothing is written then
 */
export async function setSeries(
  deps: CatalogDeps,
  publicId: string,
  entries: { series_id: string; position?: number | null }[],
  userId: number,
): Promise<SeriesEntryRow[]> {
  return changing(deps, { publicId, userId }, async (trx, bookId) => {
    const unique = [...new Map(entries.map((entry) => [entry.series_id, entry])).values()]
    const keys = await keysOf(
      trx,
      'series',
      unique.map((entry) => entry.series_id),
    )
    await trx.deleteFrom('book_series').where('book_id', '=', bookId).execute()
    const rows = unique.map(({ position = null }, index) => ({
      book_id: bookId,
      series_id: keys[index] ?? 0,
      position: position === null ? null : String(position),
      position_sort: position,
      is_primary: index === 0,
    }))
    if (rows.length > 0) await trx.insertInto('book_series').values(rows).execute()
    return () => seriesOfBook(trx, bookId)
  })
}

/**
 * Replaces the tags of a book.
 * @throws not-found for the book, invalid for a tag that is not known: nothing is written then
 */
export async function setTags(
  deps: CatalogDeps,
  publicId: string,
  tagIds: string[],
  userId: number,
): Promise<TagRow[]> {
  return changing(deps, { publicId, userId }, async (trx, bookId) => {
    const keys = await keysOf(trx, 'tags', tagIds)
    await trx.deleteFrom('book_tags').where('book_id', '=', bookId).execute()
    const rows = keys.map((tag_id) => ({ book_id: bookId, tag_id }))
    if (rows.length > 0) await trx.insertInto('book_tags').values(rows).execute()
    return () => tagsOfBook(trx, bookId)
  })
}

async function changing<Row>(
  { database, transaction, clock }: CatalogDeps,
  { publicId, userId }: { publicId: string; userId: number },
  change: (trx: Trx, bookId: number) => Promise<() => Promise<Row[]>>,
): Promise<Row[]> {
  const { dialect } = database
  const now = instant(clock.now())
  const by = { userId, origin: 'person', now }
  return transaction(async (trx) => {
    const bookId = await bookKeyOrThrow(trx, publicId)
    return recordingChanges(trx, dialect, { bookIds: [bookId], by }, async () => {
      const read = await change(trx, bookId)
      await trx.updateTable('books').set({ updated_at: now }).where('id', '=', bookId).execute()
      await refreshDerived(trx, dialect, [bookId])
      return read()
    })
  })
}

/** Internal keys of public ids, in their order; repeated ones count once. @throws invalid for one that is not known */
async function keysOf(trx: Trx, table: 'authors' | 'series' | 'tags', publicIds: string[]): Promise<number[]> {
  const wanted = [...new Set(publicIds)]
  if (wanted.length === 0) return []
  const rows = await trx.selectFrom(table).select(['id', 'public_id']).where('public_id', 'in', wanted).execute()
  const keys = new Map(rows.map((row) => [row.public_id, row.id]))
  return wanted.map((publicId) => {
    const key = keys.get(publicId)
    if (key === undefined) throw invalid(`${table}.unknown`, `an id in the list of ${table} is not known`)
    return key
  })
}
