import type { Db, Trx } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { loginKey } from './user-store.ts'

/** An account as the acquisition surface needs it on every request. */
export interface Acquirer {
  id: number
  public_id: string
  username: string
  role: Role
  session_epoch: number
}

const COLUMNS = ['id', 'public_id', 'username', 'role', 'session_epoch'] as const

const enabled = (db: Db | Trx) => db.selectFrom('users').select(COLUMNS).where('is_disabled', '=', false)

/** Readers have the library; what is looked for and downloaded is for members and administrators. */
export const mayAcquire = (role: Role): boolean => role !== 'reader'

export const findAcquirer = (db: Db | Trx, id: number): Promise<Acquirer | undefined> =>
  enabled(db).where('id', '=', id).executeTakeFirst()

/** By login name alone: an address may have been typed in by anybody. */
export const findAcquirerByName = (db: Db | Trx, username: string): Promise<Acquirer | undefined> =>
  enabled(db).where('username_key', '=', loginKey(username)).executeTakeFirst()

/** The first administrator: whoever calls as the installation writes in this name (acquisition contract 2.10). */
export const findOperator = (db: Db | Trx): Promise<Acquirer | undefined> =>
  enabled(db).where('role', '=', 'admin').orderBy('id').limit(1).executeTakeFirst()

/** The only account there is; undefined where there are several or none. */
export async function findOnlyAcquirer(db: Db | Trx): Promise<Acquirer | undefined> {
  const [first, second] = await db.selectFrom('users').select(COLUMNS).orderBy('id').limit(2).execute()
  return second ? undefined : first
}
