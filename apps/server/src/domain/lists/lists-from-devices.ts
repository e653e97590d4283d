import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { nameKey } from '#kernel/text.ts'

/** Lists as devices write them: by keys, many books at once, and in a transaction with what the device is noted to know. */

interface OwnList {
  id: number
  public_id: string
  name: string
}

export const findOwnList = (trx: Trx, userId: number, publicId: string): Promise<OwnList | undefined> =>
  trx
    .selectFrom('reading_lists')
    .select(['id', 'public_id', 'name'])
    .where('user_id', '=', userId)
    .where('public_id', '=', publicId)
    .executeTakeFirst()

/**
 * The list of a reader with this name, letter case aside; made where there is none.
 * @param name cleaned
 */
export async function listNamed(
  trx: Trx,
  dialect: Dialect,
  { userId, name, now }: { userId: number; name: string; now: string },
): Promise<{ list: OwnList; isNew: boolean }> {
  const made = await trx
    .insertInto('reading_lists')
    .values({
      public_id: dialect.newPublicId(),
      user_id: userId,
      name,
      name_key: nameKey(name),
      description: null,
      created_at: now,
      updated_at: now,
    })
    .onConflict((c) => c.columns(['user_id', 'name_key']).doNothing())
    .returning(['id', 'public_id', 'name'])
    .executeTakeFirst()
  if (made) return { list: made, isNew: true }
  const list = await trx
    .selectFrom('reading_lists')
    .select(['id', 'public_id', 'name'])
    .where('user_id', '=', userId)
    .where('name_key', '=', nameKey(name))
    .executeTakeFirstOrThrow()
  return { list, isNew: false }
}

/** Puts books at the end of a list; those that the library does not show to its reader, and those that stand on it, are passed over. */
export async function putOnList(
  trx: Trx,
  scope: OwnerScope,
  { listId, bookPublicIds, now }: { listId: number; bookPublicIds: string[]; now: string },
): Promise<void> {
  const books = await booksOf(trx, scope, bookPublicIds)
  if (books.length === 0) return
  const { last } = await trx
    .selectFrom('reading_list_books')
    .select((e) => e.fn.max('position').as('last'))
    .where('list_id', '=', listId)
    .executeTakeFirstOrThrow()
  const start = Math.floor(last ?? 0) + 1
  await trx
    .insertInto('reading_list_books')
    .values(books.map((book, index) => ({ list_id: listId, book_id: book, position: start + index, added_at: now })))
    .onConflict((c) => c.columns(['list_id', 'book_id']).doNothing())
    .execute()
  await touchList(trx, listId, now)
}

/** Takes books off a list. */
export async function takeFromList(trx: Trx, listId: number, bookPublicIds: string[], now: string): Promise<void> {
  // What stands on a list of one's own may always be taken off.
  const books = await booksOf(trx, null, bookPublicIds)
  if (books.length === 0) return
  await trx.deleteFrom('reading_list_books').where('list_id', '=', listId).where('book_id', 'in', books).execute()
  await touchList(trx, listId, now)
}

/** Gives a list another name. @returns false where the reader has another list of that name */
export async function renameOwnList(
  trx: Trx,
  userId: number,
  listId: number,
  name: string,
  now: string,
): Promise<boolean> {
  const other = await trx
    .selectFrom('reading_lists')
    .select('id')
    .where('user_id', '=', userId)
    .where('name_key', '=', nameKey(name))
    .where('id', '!=', listId)
    .executeTakeFirst()
  if (other) return false
  await trx
    .updateTable('reading_lists')
    .set({ name, name_key: nameKey(name), updated_at: now })
    .where('id', '=', listId)
    .execute()
  return true
}

export const dropList = (trx: Trx, listId: number) => trx.deleteFrom('reading_lists').where('id', '=', listId).execute()

/** In the order in which they are named. */
async function booksOf(trx: Trx, scope: OwnerScope, publicIds: string[]): Promise<number[]> {
  const wanted = [...new Set(publicIds)]
  if (wanted.length === 0) return []
  const rows = await trx
    .selectFrom('books as b')
    .select(['b.id', 'b.public_id'])
    .where('b.public_id', 'in', wanted)
    .where(isShownTo(scope, 'b'))
    .execute()
  const byId = new Map(rows.map(({ id, public_id }) => [public_id, id]))
  return wanted.flatMap((publicId) => byId.get(publicId) ?? [])
}

/** Says that something about a list is another than it was. */
export const touchList = (trx: Trx, listId: number, now: string) =>
  trx.updateTable('reading_lists').set({ updated_at: now }).where('id', '=', listId).execute()
