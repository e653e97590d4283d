import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'

/** Downloads of files that are about to go count for the one that took their place. */
export async function moveDownloadEvents(
  trx: Trx,
  dialect: Dialect,
  { from, to }: { from: readonly number[]; to: number },
): Promise<void> {
  await trx.updateTable('download_events').set({ file_id: to }).where(dialect.isAmong('file_id', from)).execute()
}
