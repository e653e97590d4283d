import type { Trx } from '#database/open.ts'

/** Lets one book stand in reading lists where another stood, because both are the same work. */
export async function moveListEntries(trx: Trx, { from, to }: { from: number; to: number }): Promise<void> {
  await trx
    .updateTable('reading_list_books')
    .set({ book_id: to })
    .where('book_id', '=', from)
    .where('list_id', 'not in', (e) => e.selectFrom('reading_list_books').select('list_id').where('book_id', '=', to))
    .execute()
}
