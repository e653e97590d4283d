import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'
import type { FilterQuery } from '#domain/catalog/book-filters.ts'
import { isShown } from '#domain/catalog/shown.ts'

/**
 * The books that are so to a reader. Nobody has read most books of a large library, so the unread ones are all but the
 * others. What was found is remembered until the state of one of their books changes.
 */
export async function stateFilter(db: Db, userId: number, state: ReadState): Promise<FilterQuery> {
  const row = await db
    .selectFrom('reading_revisions')
    .select('revision')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  const isUnread = state === 'unread'
  const states = isUnread ? (['reading', 'finished', 'abandoned'] as const) : [state]
  return {
    key: JSON.stringify(['state', userId, row?.revision ?? 0, ...states]),
    query: sql`(select s.book_id from reading_states as s join books as b on b.id = s.book_id
      where s.user_id = ${userId} and s.state in (${sql.join(states)}) and ${isShown('b')})`,
    isNegated: isUnread,
  }
}
