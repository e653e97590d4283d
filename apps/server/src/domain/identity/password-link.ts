import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import { writePassword } from './change-password.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { endSessions, type SessionDeps } from './sessions.ts'
import { findUser, type User } from './user-store.ts'

const SECRET_BYTES = 32
const GOOD_FOR_MS = 3 * 24 * 60 * 60_000

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
const expired = () =>
  new DomainError('not-found', 'password-link.unknown', 'this link was used already or has expired; ask for a new one')

export interface PasswordLink {
  secret: string
  expiresAt: string
}

/** Makes the one link by which an account gets a new password; an earlier one no longer works. Only its hash is kept. */
export async function makePasswordLink(
  { transaction, clock }: Pick<SessionDeps, 'transaction' | 'clock'>,
  userId: number,
): Promise<PasswordLink> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  const now = clock.now()
  const expiresAt = instant(new Date(now.getTime() + GOOD_FOR_MS))
  await transaction(async (trx) => {
    await trx.deleteFrom('password_links').where('user_id', '=', userId).execute()
    await trx
      .insertInto('password_links')
      .values({ user_id: userId, secret_hash: hashOf(secret), created_at: instant(now), expires_at: expiresAt })
      .execute()
  })
  return { secret, expiresAt }
}

/**
 * Whom a link is for.
 * @throws DomainError `not-found` for a link that is unknown, used or too old
 */
export async function readPasswordLink(db: Db, clock: Clock, secret: string): Promise<User> {
  const row = await db
    .selectFrom('password_links')
    .select('user_id')
    .where('secret_hash', '=', hashOf(secret))
    .where('expires_at', '>', instant(clock.now()))
    .executeTakeFirst()
  const user = row && (await findUser(db, row.user_id))
  if (!user || user.is_disabled) throw expired()
  return user
}

/**
 * Sets a password by a link, which works this once. Whoever was signed in with the old one is signed out.
 * @throws DomainError `invalid` for a password out of bounds; `not-found` as readPasswordLink()
 */
export async function usePasswordLink(
  deps: SessionDeps & { db: Db },
  { secret, password }: { secret: string; password: string },
): Promise<User> {
  checkPassword(password)
  const user = await readPasswordLink(deps.db, deps.clock, secret)
  const passwordHash = await hashPassword(password)
  await deps.transaction(async (trx) => {
    const used = await trx.deleteFrom('password_links').where('secret_hash', '=', hashOf(secret)).executeTakeFirst()
    if (used.numDeletedRows === 0n) throw expired()
    await writePassword(trx, { userId: user.id, passwordHash, now: instant(deps.clock.now()) })
  })
  await endSessions(deps, { userId: user.id })
  return user
}
