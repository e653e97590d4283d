import { sql } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { nameKey } from '#kernel/text.ts'

/** An account as both surfaces need it. */
export interface User {
  id: number
  public_id: string
  name: string
  email: string
  username: string
  role: Role
  is_disabled: boolean
  is_oidc_linked: boolean
  created_at: string
}

/** Unique keys of addresses and login names: without regard to case. */
export const loginKey = nameKey

const isLinked = sql<boolean>`exists (select 1 from identities where identities.user_id = users.id)`.as(
  'is_oidc_linked',
)
const COLUMNS = [
  'users.id',
  'users.public_id',
  'users.name',
  'users.email',
  'users.username',
  'users.role',
  'users.is_disabled',
  'users.created_at',
] as const

const users = (db: Db | Trx) => db.selectFrom('users').select(COLUMNS).select(isLinked)

export const findUser = (db: Db | Trx, id: number): Promise<User | undefined> =>
  users(db).where('users.id', '=', id).executeTakeFirst()

export const findUserByPublicId = (db: Db | Trx, publicId: string): Promise<User | undefined> =>
  users(db).where('users.public_id', '=', publicId).executeTakeFirst()

/** By key: the order in which they were made, also where clocks were set back. */
export const listUsersById = (db: Db): Promise<User[]> => users(db).orderBy('users.id').execute()

/** Oldest account first. */
export const listUsers = (db: Db): Promise<User[]> =>
  users(db).orderBy('users.created_at').orderBy('users.id').execute()

/** An account with its password, by address or login name; both are unique, and an address is tried first. */
export async function findByLogin(db: Db | Trx, login: string) {
  const key = loginKey(login)
  const rows = await users(db)
    .select(['users.password_hash', 'users.email_key'])
    .where((where) => where.or([where('users.email_key', '=', key), where('users.username_key', '=', key)]))
    .limit(2)
    .execute()
  return rows.find((row) => row.email_key === key) ?? rows[0]
}

export const hasUsers = async (db: Db | Trx): Promise<boolean> =>
  (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined
