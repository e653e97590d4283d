import type { Trx } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'

/** A book of which something was on its way is wanted again: nothing is, any more. Other books stay as they are. */
export async function wantAgain(trx: Trx, bookId: number, now: Date): Promise<void> {
  await trx
    .updateTable('books')
    .set({ status: 'wanted', updated_at: instant(now) })
    .where('id', '=', bookId)
    .where('status', 'in', ['downloading', 'downloaded'])
    .execute()
}

/** Nobody looks for a book by itself any more. */
export async function stopMonitoring(trx: Trx, bookId: number, now: Date): Promise<void> {
  await trx
    .updateTable('books')
    .set({ is_monitored: false, updated_at: instant(now) })
    .where('id', '=', bookId)
    .execute()
}
