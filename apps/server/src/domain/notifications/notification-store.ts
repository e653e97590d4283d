import type { Selectable } from 'kysely'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { Notifications } from '#database/schema.ts'
import { isMailbox } from '#domain/settings/mailbox.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { normaliseName } from '#kernel/text.ts'
import type { NewsType } from './news.ts'
import type { WebhookCaller } from './ports.ts'
import { METHODS, parseHeaders } from './webhook-call.ts'

export type NotificationRow = Selectable<Notifications>

export interface NotificationInput {
  name: string
  type: string
  /** For mail the address of who gets it. */
  url: string
  method: string
  headers: string
  topic: string
  isOnGrab: boolean
  isOnImport: boolean
  isOnUpgrade: boolean
  isOnFailure: boolean
  isOnHealth: boolean
  isEnabled: boolean
}

export interface Notification extends NotificationInput {
  id: number
  created_at: string
  updated_at: string
}

export interface NotificationDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  webhooks: WebhookCaller
}

/** All notifications, by number. */
export async function listNotifications({ db, secrets }: Pick<NotificationDeps, 'db' | 'secrets'>) {
  const rows = await db.selectFrom('notifications').selectAll().orderBy('id').execute()
  return rows.map((row) => opened(row, secrets))
}

/** @throws not-found */
export async function getNotification(
  { db, secrets }: { db: Db | Trx; secrets: SecretBox },
  id: number,
): Promise<Notification> {
  const row = await db.selectFrom('notifications').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('notification', id)
  return opened(row, secrets)
}

/** @throws invalid, also for an address that may not be called */
export async function addNotification(deps: NotificationDeps, input: NotificationInput): Promise<Notification> {
  const columns = await columnsOf(deps, input)
  const now = instant(deps.clock.now())
  const row = await deps.transaction((trx) =>
    trx
      .insertInto('notifications')
      .values({ ...columns, created_at: now, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  return opened(row, deps.secrets)
}

/** @throws not-found, before anything else; invalid, also for an address that may not be called */
export async function replaceNotification(
  deps: NotificationDeps,
  id: number,
  input: NotificationInput,
): Promise<Notification> {
  await getNotification(deps, id)
  const columns = await columnsOf(deps, input)
  const row = await deps.transaction((trx) =>
    trx
      .updateTable('notifications')
      .set({ ...columns, updated_at: instant(deps.clock.now()) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!row) throw notFound('notification', id)
  return opened(row, deps.secrets)
}

/** Deletes it where it is there, with what it was still to be told. */
export async function deleteNotification({ transaction }: Pick<NotificationDeps, 'transaction'>, id: number) {
  await transaction((trx) => trx.deleteFrom('notifications').where('id', '=', id).execute())
}

/** Who is to be told of something. */
export async function listenersOf(trx: Trx, type: NewsType): Promise<number[]> {
  const column = SWITCH[type]
  if (column === undefined) return []
  const rows = await trx
    .selectFrom('notifications')
    .select('id')
    .where('is_enabled', '=', true)
    .where(column, '=', true)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

const SWITCH = {
  grabbed: 'is_on_grab',
  bookImported: 'is_on_import',
  upgrade: 'is_on_upgrade',
  downloadFailed: 'is_on_failure',
  health: 'is_on_health',
  test: undefined,
} as const satisfies Record<NewsType, keyof NotificationRow | undefined>

export const isMail = ({ type }: Pick<NotificationInput, 'type'>): boolean => type.trim().toLowerCase() === 'email'

/** The address that a mail goes to: given bare, or as `mailto:`. */
export const mailAddress = (url: string): string => url.trim().replace(/^mailto:/i, '')

async function columnsOf({ webhooks, secrets }: NotificationDeps, input: NotificationInput) {
  const name = normaliseName(input.name)
  const url = input.url.trim()
  if (name === '') throw invalid('notification.name', 'name required')
  if (url === '') throw invalid('notification.url', 'url required')
  const method = input.method.trim().toUpperCase()
  if (isMail(input)) {
    if (!isMailbox(mailAddress(url))) throw invalid('notification.mailbox', 'write the address that mails shall go to')
  } else {
    if (method !== '' && !METHODS.some((known) => known === method))
      throw invalid('notification.method', `the method is one of ${METHODS.join(', ')}`)
    if (!parseHeaders(input.headers))
      throw invalid('notification.headers', 'headers are a JSON object of names and texts')
    await webhooks.check(url)
  }
  return {
    name,
    type: input.type,
    url,
    method,
    headers_sealed: secrets.seal(input.headers),
    topic: input.topic.trim(),
    is_on_grab: input.isOnGrab,
    is_on_import: input.isOnImport,
    is_on_upgrade: input.isOnUpgrade,
    is_on_failure: input.isOnFailure,
    is_on_health: input.isOnHealth,
    is_enabled: input.isEnabled,
  }
}

const opened = (row: NotificationRow, secrets: SecretBox): Notification => ({
  id: row.id,
  name: row.name,
  type: row.type,
  url: row.url,
  method: row.method,
  // Sealed with a key that is lost: they have to be entered again.
  headers: secrets.open(row.headers_sealed) ?? '',
  topic: row.topic,
  isOnGrab: row.is_on_grab,
  isOnImport: row.is_on_import,
  isOnUpgrade: row.is_on_upgrade,
  isOnFailure: row.is_on_failure,
  isOnHealth: row.is_on_health,
  isEnabled: row.is_enabled,
  created_at: row.created_at,
  updated_at: row.updated_at,
})
