import type { Selectable } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { DownloadClients } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import type { ClientSettings } from './download-client.ts'

/** More than anybody has. */
const LISTED = 100

/** A download client as it is configured, with its secrets open. */
export interface ConfiguredClient extends ClientSettings {
  id: number
  name: string
  category: string
  categoryAudiobook: string
  pathRemap: string
  priority: number
  isEnabled: boolean
  health: { status: 'ok' | 'checking' | 'error'; message: string } | undefined
  createdAt: string
  updatedAt: string
}

export type ClientInput = Omit<ConfiguredClient, 'id' | 'health' | 'createdAt' | 'updatedAt'>

/** By priority. */
export async function listClients(db: Db | Trx, secrets: SecretBox): Promise<ConfiguredClient[]> {
  const rows = await db
    .selectFrom('download_clients')
    .selectAll()
    .orderBy('priority')
    .orderBy('id')
    .limit(LISTED)
    .execute()
  return rows.map((row) => opened(row, secrets))
}

export async function findClient(db: Db | Trx, secrets: SecretBox, id: number): Promise<ConfiguredClient | undefined> {
  const row = await db.selectFrom('download_clients').selectAll().where('id', '=', id).executeTakeFirst()
  return row && opened(row, secrets)
}

export async function insertClient(trx: Trx, secrets: SecretBox, input: ClientInput, now: Date): Promise<number> {
  const at = instant(now)
  const { id } = await trx
    .insertInto('download_clients')
    .values({ ...columns(input, secrets), ...unknownHealth(input), created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** @returns whether it is there */
export async function updateClient(
  trx: Trx,
  secrets: SecretBox,
  id: number,
  input: ClientInput,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('download_clients')
    .set({ ...columns(input, secrets), ...unknownHealth(input), updated_at: instant(now) })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteClientRow(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('download_clients').where('id', '=', id).execute()
}

/**
 * Records how a client does.
 * @returns its state before; undefined where it is gone
 */
export async function recordHealth(
  trx: Trx,
  id: number,
  { status, message }: { status: 'ok' | 'error'; message: string },
  now: Date,
): Promise<{ before: DownloadClients['health_status'] } | undefined> {
  const row = await trx.selectFrom('download_clients').select('health_status').where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  await trx
    .updateTable('download_clients')
    .set({ health_status: status, health_message: message, health_at: instant(now) })
    .where('id', '=', id)
    .execute()
  return { before: row.health_status }
}

const unknownHealth = ({ isEnabled }: ClientInput) => ({
  health_status: isEnabled ? ('checking' as const) : null,
  health_message: null,
  health_at: null,
})

const columns = (input: ClientInput, secrets: SecretBox) => ({
  name: input.name,
  type: input.type,
  host: input.host,
  port: input.port,
  is_tls: input.isTls,
  url_base: input.urlBase,
  api_key_sealed: sealed(input.apiKey, secrets),
  username: input.username,
  password_sealed: sealed(input.password, secrets),
  category: input.category,
  category_audiobook: input.categoryAudiobook,
  path_remap: input.pathRemap,
  priority: input.priority,
  is_enabled: input.isEnabled,
})

const sealed = (text: string, secrets: SecretBox) => (text === '' ? '' : secrets.seal(text))

const opened = (row: Selectable<DownloadClients>, secrets: SecretBox): ConfiguredClient => ({
  id: row.id,
  name: row.name,
  type: row.type,
  host: row.host,
  port: row.port,
  isTls: row.is_tls,
  urlBase: row.url_base,
  // One that was sealed with a key that is lost is as good as none: the client says that it does not take it.
  apiKey: secrets.open(row.api_key_sealed) ?? '',
  username: row.username,
  password: secrets.open(row.password_sealed) ?? '',
  category: row.category,
  categoryAudiobook: row.category_audiobook,
  pathRemap: row.path_remap,
  priority: row.priority,
  isEnabled: row.is_enabled,
  health: row.health_status ? { status: row.health_status, message: row.health_message ?? '' } : undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
