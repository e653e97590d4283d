import type { Trx } from '#database/open.ts'

/** Gives the notes and highlights of one book to another, because both are the same work. */
export async function moveAnnotations(trx: Trx, { from, to }: { from: number; to: number }): Promise<void> {
  await trx.updateTable('annotations').set({ book_id: to }).where('book_id', '=', from).execute()
}
