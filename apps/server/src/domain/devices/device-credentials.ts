import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database, Db, Transaction } from '#database/open.ts'
import type { DeviceCredentials } from '#database/schema.ts'
import { checkPassword, hashPassword } from '#domain/identity/passwords.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'

export type DeviceProtocol = DeviceCredentials['protocol']
export type DeviceCredential = Selectable<DeviceCredentials>

const LONGEST_NAME = 256

/** What a reader signs in with on devices of one kind. @throws not-found where none was set up */
export async function readCredentialOrThrow(db: Db, userId: number, protocol: DeviceProtocol) {
  const row = await db
    .selectFrom('device_credentials')
    .selectAll()
    .where('user_id', '=', userId)
    .where('protocol', '=', protocol)
    .executeTakeFirst()
  if (!row) throw notFound('sign-in for devices')
  return row
}

export interface NewCredential {
  userId: number
  protocol: DeviceProtocol
  username: string
  password: string
}

/**
 * Makes or replaces what a reader signs in with (library contract 27.1 and 29.1).
 * @throws invalid for a name or password out of bounds, conflict for a name that somebody else uses
 */
export async function putCredential(
  { database, transaction, clock }: { database: Pick<Database, 'dialect'>; transaction: Transaction; clock: Clock },
  { userId, protocol, username, password }: NewCredential,
): Promise<DeviceCredential> {
  const name = username.trim().toLowerCase()
  if (name === '' || [...name].length > LONGEST_NAME) {
    throw invalid('device.username', `a user name of 1 to ${LONGEST_NAME} characters is needed`)
  }
  // Basic authentication ends the name at the first colon.
  if (name.includes(':')) throw invalid('device.username', 'a user name for devices has no colon in it')
  checkPassword(password)
  const now = instant(clock.now())
  const changed = {
    username: name,
    username_key: name,
    secret_hash: await hashPassword(secretOf(protocol, password)),
    updated_at: now,
  }
  try {
    return await transaction((trx) =>
      trx
        .insertInto('device_credentials')
        .values({ user_id: userId, protocol, ...changed, created_at: now })
        .onConflict((c) => c.columns(['user_id', 'protocol']).doUpdateSet(changed))
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
  } catch (error) {
    if (!database.dialect.isUniqueViolation(error)) throw error
    throw conflict('device.username-taken', 'somebody else uses this user name; choose another one')
  }
}

/** Takes it away; devices that use it are refused from now on. @throws not-found */
export async function deleteCredential(
  { transaction }: { transaction: Transaction },
  userId: number,
  protocol: DeviceProtocol,
): Promise<DeviceCredential> {
  const row = await transaction((trx) =>
    trx
      .deleteFrom('device_credentials')
      .where('user_id', '=', userId)
      .where('protocol', '=', protocol)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!row) throw notFound('sign-in for devices')
  return row
}

/** What is on the wire: KOReader never sends the password but its MD5, which so is the real secret. */
export const secretOf = (protocol: DeviceProtocol, password: string) =>
  protocol === 'kosync' ? createHash('md5').update(password).digest('hex') : password

/** Whether somebody signs in with this name. */
export async function isCredentialTaken(db: Db, protocol: DeviceProtocol, username: string): Promise<boolean> {
  const row = await db
    .selectFrom('device_credentials')
    .select('id')
    .where('protocol', '=', protocol)
    .where('username_key', '=', username.trim().toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}
