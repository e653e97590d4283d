import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import type { FilterQuery } from '#domain/catalog/book-filters.ts'
import { isShown } from '#domain/catalog/shown.ts'

/** The books that a reader gave so many stars or more. What was found is remembered until they rate another book. */
export async function ratingFilter(db: Db, userId: number, least: number): Promise<FilterQuery> {
  const row = await db
    .selectFrom('reading_revisions')
    .select('revision')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return {
    key: JSON.stringify(['rating', userId, row?.revision ?? 0, least]),
    query: sql`(select s.book_id from reading_states as s join books as b on b.id = s.book_id
      where s.user_id = ${userId} and s.rating >= ${least} and ${isShown('b')})`,
  }
}
