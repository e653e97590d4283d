import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { refreshDerived } from './refresh-derived.ts'

/**
 * Ends books that were thrown out, with all that hangs on them. A work that a provider knows stays, hidden.
 * @param bookIds at most a few hundred
 */
export async function forgetDeletedBooks(trx: Trx, dialect: Dialect, bookIds: number[]): Promise<void> {
  const among = dialect.isAmong('id', bookIds)
  await trx.deleteFrom('book_files').where(dialect.isAmong('book_id', bookIds)).execute()
  await trx
    .updateTable('books')
    .set({ deleted_at: null })
    .where(among)
    .where('metadata_provider', '<>', 'local')
    .execute()
  await trx.deleteFrom('changes').where(dialect.isAmong('book_id', bookIds)).execute()
  await trx.deleteFrom('books').where(among).where('deleted_at', 'is not', null).execute()
  await refreshDerived(trx, dialect, bookIds)
}

const AT_ONCE = 1_000

/** @returns how many were forgotten; 0 when there are no older ones */
export async function forgetOldChanges(trx: Trx, before: string): Promise<number> {
  const old = await trx
    .selectFrom('changes')
    .select('id')
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(AT_ONCE)
    .execute()
  const ids = old.map(({ id }) => id)
  if (ids.length > 0) await trx.deleteFrom('changes').where('id', 'in', ids).execute()
  return ids.length
}
