import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'

/** An account as administrators see it. */
export interface AccountRow {
  public_id: string
  name: string
  email: string
  username: string
  role: Role
  is_disabled: boolean
  has_password: boolean
  created_at: string
  /** Of the browser used last; null where nobody is signed in. */
  last_seen_at: string | null
  /** Until when a link to choose a password works. */
  link_expires_at: string | null
}

/** Accounts whose name, address or login name holds the words, the oldest first. */
export async function listAccounts(
  db: Db,
  { search, role, now, limit, offset }: { search: string; role: Role | null; now: Date; limit: number; offset: number },
): Promise<{ accounts: AccountRow[]; total: number }> {
  const words = search.trim().toLowerCase()
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  let matching = db.selectFrom('users')
  if (role) matching = matching.where('role', '=', role)
  if (words !== '') {
    matching = matching.where(
      sql<boolean>`(lower(name) like ${pattern} escape '\\' or email_key like ${pattern} escape '\\'
        or username_key like ${pattern} escape '\\')`,
    )
  }
  const accounts = await matching
    .select(['public_id', 'name', 'email', 'username', 'role', 'is_disabled', 'created_at'])
    .select((e) => [
      sql<boolean>`case when password_hash is null then 0 else 1 end`.as('has_password'),
      e
        .selectFrom('sessions')
        .select((s) => s.fn.max('last_seen_at').as('at'))
        .whereRef('sessions.user_id', '=', 'users.id')
        .as('last_seen_at'),
      e
        .selectFrom('password_links')
        .select('expires_at')
        .whereRef('password_links.user_id', '=', 'users.id')
        .where('expires_at', '>', instant(now))
        .as('link_expires_at'),
    ])
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await matching.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { accounts, total: Number(total) }
}
