import type { Trx } from '#database/open.ts'

/**
 * Gives what readers did with one book to another, because both are the same work: places, the history of reading, states and
 * ratings. What a reader has with the other book already stays as it is.
 */
export async function moveReading(trx: Trx, { from, to }: { from: number; to: number }): Promise<void> {
  for (const table of ['reading_events', 'read_throughs'] as const) {
    await trx.updateTable(table).set({ book_id: to }).where('book_id', '=', from).execute()
  }
  for (const table of ['reading_places', 'reading_states'] as const) {
    await trx
      .updateTable(table)
      .set({ book_id: to })
      .where('book_id', '=', from)
      .where('user_id', 'not in', (e) => e.selectFrom(table).select('user_id').where('book_id', '=', to))
      .execute()
  }
}
