import type { Trx } from '#database/open.ts'
import { bookKeyOrThrow, findBookKey } from '#domain/catalog/book-store.ts'
import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import { type BookSelection, type ChoosingDeps, chosenBooks } from '#domain/reading/chosen-books.ts'
import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { listKeyOrThrow } from './list-store.ts'

export interface Membership {
  userId: number
  /** Public ids. */
  listId: string
  bookId: string
}

/**
 * Puts a book at the end of a list.
 * @returns whether it was not in it before
 * @throws not-found for list or book
 */
export async function addToList({ transaction, clock }: CatalogDeps, { userId, listId, bookId }: Membership) {
  const now = instant(clock.now())
  return transaction(async (trx) => {
    const list = await listKeyOrThrow(trx, userId, listId)
    const book = await bookKeyOrThrow(trx, bookId)
    const position = (await lastPosition(trx, list)) + 1
    const added = await trx
      .insertInto('reading_list_books')
      .values({ list_id: list, book_id: book, position, added_at: now })
      .onConflict((c) => c.columns(['list_id', 'book_id']).doNothing())
      .returning('book_id')
      .executeTakeFirst()
    if (added) await touch(trx, list, now)
    return added !== undefined
  })
}

/** A list that somebody reads along has fewer; more of them are a filter. */
const MOST_AT_ONCE = 1_000

/**
 * Puts the chosen books at the end of a list, in their order.
 * @returns public ids of those that were not in it before
 * @throws not-found for the list, invalid where they are too many for one go
 */
export async function addManyToList(
  deps: CatalogDeps & ChoosingDeps,
  { userId, listId, selection }: { userId: number; listId: string; selection: BookSelection },
): Promise<string[]> {
  const { ids, total } = await chosenBooks(deps, { userId, selection, most: MOST_AT_ONCE })
  if (total > MOST_AT_ONCE) {
    throw invalid('reading-list.many', `${MOST_AT_ONCE} books go on a list at a time; choose fewer, or save the view`)
  }
  const now = instant(deps.clock.now())
  return deps.transaction(async (trx) => {
    const list = await listKeyOrThrow(trx, userId, listId)
    const from = (await lastPosition(trx, list)) + 1
    const added = new Set<number>()
    for (let at = 0; at < ids.length; at += BATCH) {
      const values = ids
        .slice(at, at + BATCH)
        .map((book_id, n) => ({ list_id: list, book_id, position: from + at + n, added_at: now }))
      const rows = await trx
        .insertInto('reading_list_books')
        .values(values)
        .onConflict((c) => c.columns(['list_id', 'book_id']).doNothing())
        .returning('book_id')
        .execute()
      for (const { book_id } of rows) added.add(book_id)
    }
    if (added.size > 0) await touch(trx, list, now)
    return publicIdsOf(
      trx,
      ids.filter((id) => added.has(id)),
    )
  })
}

/** Values of one statement. */
const BATCH = 200

async function publicIdsOf(trx: Trx, ids: number[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await trx.selectFrom('books').select(['id', 'public_id']).where('id', 'in', ids).execute()
  const known = new Map(rows.map(({ id, public_id }) => [id, public_id]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

async function lastPosition(trx: Trx, list: number): Promise<number> {
  const { last } = await trx
    .selectFrom('reading_list_books')
    .select((e) => e.fn.max('position').as('last'))
    .where('list_id', '=', list)
    .executeTakeFirstOrThrow()
  return Math.floor(last ?? 0)
}

/**
 * Takes books off a list, whichever of them are on it.
 * @throws not-found for the list
 */
export async function takeManyOffList(
  { transaction, clock }: CatalogDeps,
  { userId, listId, bookIds }: { userId: number; listId: string; bookIds: string[] },
): Promise<void> {
  await transaction(async (trx) => {
    const list = await listKeyOrThrow(trx, userId, listId)
    const { numDeletedRows } = await trx
      .deleteFrom('reading_list_books')
      .where('list_id', '=', list)
      .where('book_id', 'in', (e) => e.selectFrom('books').select('id').where('public_id', 'in', bookIds))
      .executeTakeFirst()
    if (numDeletedRows > 0n) await touch(trx, list, instant(clock.now()))
  })
}

/**
 * Takes a book off a list.
 * @returns whether it was in it
 * @throws not-found for the list
 */
export async function takeOffList({ transaction, clock }: CatalogDeps, { userId, listId, bookId }: Membership) {
  return transaction(async (trx) => {
    const list = await listKeyOrThrow(trx, userId, listId)
    const book = await findBookKey(trx, bookId)
    if (book === undefined) return false
    const removed = await trx
      .deleteFrom('reading_list_books')
      .where('list_id', '=', list)
      .where('book_id', '=', book)
      .returning('book_id')
      .executeTakeFirst()
    if (removed) await touch(trx, list, instant(clock.now()))
    return removed !== undefined
  })
}

/** Below this, the middle between two places is no longer a number of its own. */
const SMALLEST_GAP = 1e-6

/**
 * Moves a book behind another one of the list, or to its beginning.
 * @param after public id of the book that it follows; null for the beginning
 * @throws not-found for the list, invalid for books that are not in it
 */
export async function moveInList(deps: CatalogDeps, { userId, listId, bookId }: Membership, after: string | null) {
  const { transaction, clock } = deps
  await transaction(async (trx) => {
    const list = await listKeyOrThrow(trx, userId, listId)
    const moved = await memberOf(trx, list, bookId)
    if (after === bookId) return
    let [from, to] = await gapBehind(trx, list, after, moved.book_id)
    if (to - from < SMALLEST_GAP) {
      await renumber(trx, list)
      ;[from, to] = await gapBehind(trx, list, after, moved.book_id)
    }
    await trx
      .updateTable('reading_list_books')
      .set({ position: (from + to) / 2 })
      .where('list_id', '=', list)
      .where('book_id', '=', moved.book_id)
      .execute()
    await touch(trx, list, instant(clock.now()))
  })
}

async function memberOf(trx: Trx, list: number, bookPublicId: string) {
  const member = await trx
    .selectFrom('reading_list_books as e')
    .innerJoin('books as b', 'b.id', 'e.book_id')
    .select(['e.book_id', 'e.position'])
    .where('e.list_id', '=', list)
    .where('b.public_id', '=', bookPublicId)
    .executeTakeFirst()
  if (!member) throw invalid('reading-list.member', 'this book is not on the list any more; load the list again')
  return member
}

/** The places between which something stands that follows `after`; the moved book itself does not count. */
async function gapBehind(trx: Trx, list: number, after: string | null, moved: number): Promise<[number, number]> {
  const from = after === null ? undefined : (await memberOf(trx, list, after)).position
  let behind = trx
    .selectFrom('reading_list_books')
    .select((e) => e.fn.min('position').as('next'))
    .where('list_id', '=', list)
    .where('book_id', '!=', moved)
  if (from !== undefined) behind = behind.where('position', '>', from)
  const { next } = await behind.executeTakeFirstOrThrow()
  if (from === undefined) return next === null ? [0, 2] : [next - 2, next]
  return [from, next ?? from + 2]
}

async function renumber(trx: Trx, list: number): Promise<void> {
  const members = await trx
    .selectFrom('reading_list_books')
    .select('book_id')
    .where('list_id', '=', list)
    .orderBy('position')
    .orderBy('book_id')
    .execute()
  for (const [index, { book_id }] of members.entries()) {
    await trx
      .updateTable('reading_list_books')
      .set({ position: index + 1 })
      .where('list_id', '=', list)
      .where('book_id', '=', book_id)
      .execute()
  }
}

const touch = (trx: Trx, list: number, now: string) =>
  trx.updateTable('reading_lists').set({ updated_at: now }).where('id', '=', list).execute()
