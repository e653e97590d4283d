import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { ProwlarrInstances } from '#database/schema.ts'
import { notFound } from '#kernel/errors.ts'

export type ProwlarrRow = Selectable<ProwlarrInstances>

const MOST = 100

export const listProwlarrs = (db: Db | Trx): Promise<ProwlarrRow[]> =>
  db.selectFrom('prowlarr_instances').selectAll().orderBy('id').limit(MOST).execute()

/** @throws not-found */
export async function findProwlarrOrThrow(db: Db | Trx, id: number): Promise<ProwlarrRow> {
  const row = await db.selectFrom('prowlarr_instances').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('prowlarr instance', id)
  return row
}

export const insertProwlarr = (trx: Trx, values: Insertable<ProwlarrInstances>): Promise<ProwlarrRow> =>
  trx.insertInto('prowlarr_instances').values(values).returningAll().executeTakeFirstOrThrow()

export async function updateProwlarr(trx: Trx, id: number, changes: Updateable<ProwlarrInstances>): Promise<void> {
  await trx.updateTable('prowlarr_instances').set(changes).where('id', '=', id).execute()
}

/** Forgets it with the indexers that came from it. */
/** @returns how it was called; undefined where there is none */
export async function deleteProwlarr(trx: Trx, id: number): Promise<string | undefined> {
  const gone = await trx.deleteFrom('prowlarr_instances').where('id', '=', id).returning('name').executeTakeFirst()
  return gone?.name
}
