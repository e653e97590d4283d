import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { ReadingLists } from '#database/schema.ts'
import type { BookKeys } from '#domain/catalog/book-lists.ts'
import { isShown } from '#domain/catalog/shown.ts'
import { notFound } from '#kernel/errors.ts'

/** A list with the number of its books that the library shows. */
export type ReadingList = Selectable<ReadingLists> & { bookCount: number }

const counted = (db: Db | Trx) =>
  db
    .selectFrom('reading_lists as l')
    .selectAll('l')
    .select(
      sql<number>`(select count(*) from reading_list_books as m join books as b on b.id = m.book_id
        where m.list_id = l.id and ${isShown('b')})`.as('bookCount'),
    )

const ofReader = (db: Db | Trx, userId: number) => counted(db).where('l.user_id', '=', userId)

/** The lists of a reader, by name. */
export const listsOfReader = (db: Db, userId: number): Promise<ReadingList[]> =>
  ofReader(db, userId).orderBy('l.name_key').execute()

/** Those of them that hold a book, by name. */
export const listsWithBook = (db: Db, userId: number, bookId: number): Promise<ReadingList[]> =>
  ofReader(db, userId)
    .where('l.id', 'in', (e) => e.selectFrom('reading_list_books').select('list_id').where('book_id', '=', bookId))
    .orderBy('l.name_key')
    .execute()

/** Lists that members share with a group, by name, each with the name of its reader. */
export const listsOfGroup = (db: Db, groupId: number): Promise<(ReadingList & { ownerName: string })[]> =>
  counted(db)
    .innerJoin('reading_group_lists as s', 's.list_id', 'l.id')
    .innerJoin('users as u', 'u.id', 'l.user_id')
    .select('u.name as ownerName')
    .where('s.group_id', '=', groupId)
    .orderBy('l.name_key')
    .orderBy('l.id')
    .execute()

/** A list of this reader. @throws not-found, also for a list of somebody else */
export async function readListOrThrow(db: Db | Trx, userId: number, publicId: string): Promise<ReadingList> {
  const list = await ofReader(db, userId).where('l.public_id', '=', publicId).executeTakeFirst()
  if (!list) throw notFound('reading list', publicId)
  return list
}

/** Key of a list of this reader. @throws not-found, also for a list of somebody else */
export async function listKeyOrThrow(db: Db | Trx, userId: number, publicId: string): Promise<number> {
  const row = await db
    .selectFrom('reading_lists')
    .select('id')
    .where('public_id', '=', publicId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!row) throw notFound('reading list', publicId)
  return row.id
}

/** Books of a list in the reader's order. */
export async function pageOfList(
  db: Db,
  listId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<BookKeys> {
  const books = db
    .selectFrom('reading_list_books as e')
    .innerJoin('books as b', 'b.id', 'e.book_id')
    .where('e.list_id', '=', listId)
    .where(isShown('b'))
  const rows = await books
    .select('b.id')
    .orderBy('e.position')
    .orderBy('e.book_id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { n } = await books.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { ids: rows.map(({ id }) => id), total: n }
}

/** The first covers of each list, in its order, for a picture of it. */
export async function coversOfLists(db: Db, listIds: number[], most: number): Promise<Map<number, string[]>> {
  const covers = new Map<number, string[]>(listIds.map((id) => [id, []]))
  if (listIds.length === 0) return covers
  const ranked = db
    .selectFrom('reading_list_books as e')
    .innerJoin('books as b', 'b.id', 'e.book_id')
    .select(['e.list_id', 'b.cover'])
    .select(sql<number>`row_number() over (partition by e.list_id order by e.position, e.book_id)`.as('place'))
    .where('e.list_id', 'in', listIds)
    .where('b.cover', 'is not', null)
    .where(isShown('b'))
    .as('r')
  const rows = await db.selectFrom(ranked).selectAll().where('r.place', '<=', most).orderBy('r.place').execute()
  for (const { list_id, cover } of rows) if (cover) covers.get(list_id)?.push(cover)
  return covers
}
