import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'
import { holdReading } from './hold-reading.ts'
import { changeState } from './state-store.ts'

/** Marks books, at most some tens in a transaction. @returns what they were before, by their public ids */
export async function markMany(
  trx: Trx,
  dialect: Dialect,
  { userId, bookIds, state, at }: { userId: number; bookIds: number[]; state: ReadState; at: string },
): Promise<{ id: string; state: ReadState }[]> {
  await holdReading(trx, dialect, userId)
  const books = await trx
    .selectFrom('books as b')
    .leftJoin('reading_states as s', (join) => join.onRef('s.book_id', '=', 'b.id').on('s.user_id', '=', userId))
    .select(['b.id', 'b.public_id', 's.state'])
    .where(dialect.isAmong('b.id', bookIds))
    .execute()
  const changed = books.map(({ state: known, ...book }) => ({ ...book, from: known ?? 'unread' }))
  for (const { id: bookId, from } of changed) {
    if (from !== state) await changeState(trx, { userId, bookId, from, to: state, at })
  }
  return changed.flatMap(({ public_id, from }) => (from === state ? [] : [{ id: public_id, state: from }]))
}
