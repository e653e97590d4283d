import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { Indexers } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import type { IndexerSettings } from './indexer-gateway.ts'
import type { Capabilities } from './indexer-port.ts'
import { readHealth, type StoredHealth } from './stored-health.ts'

export type IndexerRow = Selectable<Indexers>

/** More than anybody has. */
const MOST = 500

/** All of them, the first to be asked first. */
export const listIndexers = (db: Db | Trx): Promise<IndexerRow[]> =>
  db.selectFrom('indexers').selectAll().orderBy('priority').orderBy('id').limit(MOST).execute()

export const findIndexer = (db: Db | Trx, id: number): Promise<IndexerRow | undefined> =>
  db.selectFrom('indexers').selectAll().where('id', '=', id).executeTakeFirst()

/** @returns the number of the new row */
export async function insertIndexer(trx: Trx, values: Insertable<Indexers>): Promise<number> {
  const { id } = await trx.insertInto('indexers').values(values).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function updateIndexer(trx: Trx, id: number, changes: Updateable<Indexers>): Promise<void> {
  await trx.updateTable('indexers').set(changes).where('id', '=', id).execute()
}

/** Forgets indexers; those that are gone already are fine. */
export async function deleteIndexers(trx: Trx, dialect: Dialect, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('indexers').where(dialect.isAmong('id', ids)).execute()
}

/** By which two addresses are the same. */
export function urlKey(url: string): string {
  const text = url.trim()
  return URL.canParse(text) ? new URL(text).href.replace(/\/+$/, '') : text
}

/** The key that was sealed; empty where there is none, or where it was sealed with a key that is lost. */
export const openedKey = (secrets: SecretBox, sealed: string): string => secrets.open(sealed) ?? ''

/** An empty key is kept empty, so that the column says whether there is one. */
export const sealedKey = (secrets: SecretBox, key: string): string => (key === '' ? '' : secrets.seal(key))

/** A row as the gateway takes it. */
export const settingsOf = (
  { id, name, type, url, api_key_sealed, priority }: IndexerRow,
  secrets: SecretBox,
): IndexerSettings => ({ id, name, type, url, apiKey: openedKey(secrets, api_key_sealed), priority })

/** What the indexer said of itself; undefined where nobody asked yet. */
export const capabilitiesOf = ({ capabilities_json }: Pick<IndexerRow, 'capabilities_json'>) =>
  (capabilities_json ?? undefined) as Capabilities | undefined

/** Keeps what an indexer says of itself. */
export const keepCapabilities = (trx: Trx, id: number, capabilities: Capabilities, clock: Clock): Promise<void> =>
  updateIndexer(trx, id, { capabilities_json: capabilities, capabilities_at: instant(clock.now()) })

/** Changes how an indexer has behaved, by what stands there now; one that is gone is left gone. */
export async function changeHealth(trx: Trx, id: number, change: (health: StoredHealth) => StoredHealth) {
  const row = await trx.selectFrom('indexers').select('health_json').where('id', '=', id).executeTakeFirst()
  if (row) await updateIndexer(trx, id, { health_json: change(readHealth(row.health_json)) })
}
