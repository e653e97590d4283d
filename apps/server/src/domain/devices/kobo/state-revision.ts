import { type RawBuilder, sql } from 'kysely'
import type { Trx } from '#database/open.ts'

/**
 * Names the common reading state of a book: another text with every change that readers have to hear of; blank for a book that was never
 * opened. Expects `reading_places as p` and `reading_states as s` in the query.
 */
export const stateRevision: RawBuilder<string> = sql<string>`(case
  when p.event_id is null and coalesce(s.state, 'unread') = 'unread' then ''
  else cast(coalesce(p.event_id, 0) as text) || ':' || coalesce(s.state, 'unread') || ':' || coalesce(s.state_at, '')
  end)`

/** The revision of one book. */
export async function revisionOf(trx: Trx, userId: number, bookId: number): Promise<string> {
  const row = await trx
    .selectFrom('books as b')
    .leftJoin('reading_places as p', (join) => join.onRef('p.book_id', '=', 'b.id').on('p.user_id', '=', userId))
    .leftJoin('reading_states as s', (join) => join.onRef('s.book_id', '=', 'b.id').on('s.user_id', '=', userId))
    .select(stateRevision.as('revision'))
    .where('b.id', '=', bookId)
    .executeTakeFirst()
  return row?.revision ?? ''
}
