import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'

/** Places in files that are about to go keep how far they were, and lose where that was in the words of the file. */
export async function loosenPlaces(trx: Trx, dialect: Dialect, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return
  const isInThem = dialect.isAmong('file_id', fileIds)
  await trx
    .updateTable('reading_places')
    .set({ locator: null })
    .where('event_id', 'in', (e) => e.selectFrom('reading_events').select('id').where(isInThem))
    .execute()
  await trx.updateTable('reading_events').set({ locator: null }).where(isInThem).execute()
}
