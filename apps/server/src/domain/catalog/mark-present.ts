import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { refreshDerived } from './refresh-derived.ts'

/** Files that were called missing are there. Costs one statement where none of them was. */
export async function markPresent(trx: Trx, dialect: Dialect, fileIds: number[]): Promise<void> {
  if (fileIds.length === 0) return
  const back = await trx
    .updateTable('book_files')
    .set({ missing_since: null })
    .where('id', 'in', fileIds)
    .where('missing_since', 'is not', null)
    .returning('book_id')
    .execute()
  if (back.length === 0) return
  await refreshDerived(
    trx,
    dialect,
    back.map(({ book_id }) => book_id),
  )
}
