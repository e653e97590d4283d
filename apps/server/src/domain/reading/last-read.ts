import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type BookFilters, filterQueries } from '#domain/catalog/book-filters.ts'
import type { BookKeys, BookLists } from '#domain/catalog/book-lists.ts'
import { parseIds } from '#domain/catalog/book-set.ts'
import type { Direction } from '#domain/catalog/ordered-books.ts'
import { isShown } from '#domain/catalog/shown.ts'

interface LastReadRequest {
  filters: BookFilters
  direction: Direction
  offset: number
  limit: number
}

/**
 * Books by when their reader was last in them; those never opened follow, newest first. The opened ones are the reader's
 * own and few, the others come from the lists that everybody shares.
 */
export async function pageByLastRead(
  { db, dialect, lists }: { db: Db; dialect: Dialect; lists: BookLists },
  userId: number,
  { filters, direction, offset, limit }: LastReadRequest,
): Promise<BookKeys> {
  const opened = await openedBooks(db, dialect, userId, direction)
  const members = filterQueries(dialect, filters).length > 0 ? await lists.members(filters) : undefined
  const read = members ? opened.filter((id) => members.has(id)) : opened
  const first = [...read.subarray(offset, offset + limit)]
  // Places are never taken away, so their number tells whether the set is another one.
  const key = JSON.stringify(['opened', userId, opened.length])
  const query = sql`(select book_id from reading_places where user_id = ${userId})`
  const rest = await lists.page({
    filters: { ...filters, also: [...(filters.also ?? []), { key, query, isNegated: true }] },
    order: 'added',
    direction: 'desc',
    offset: Math.max(0, offset - read.length),
    limit: Math.max(1, limit - first.length),
  })
  return { ids: [...first, ...rest.ids].slice(0, limit), total: read.length + rest.total }
}

async function openedBooks(db: Db, dialect: Dialect, userId: number, direction: Direction): Promise<Uint32Array> {
  const by = sql`p.updated_at ${sql.raw(direction)}, p.book_id`
  const query = sql`(select p.book_id from reading_places as p join books as b on b.id = p.book_id
    where p.user_id = ${userId} and ${isShown('b')} order by ${by})`
  const { rows } = await dialect.joined('book_id', query).execute(db)
  return parseIds(rows[0]?.ids ?? null)
}
