import type { Db, Transaction, Trx } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, unauthenticated } from '#kernel/errors.ts'
import { checkPassword, hashPassword, isPasswordOf } from './passwords.ts'

export interface ChangePasswordDeps {
  db: Db
  transaction: Transaction
  clock: Clock
}

/** What a surface asks of a new password; throws `invalid`. */
type PasswordRule = (password: string) => void

/**
 * Changes the password of somebody who knows the current one. Sessions of the acquisition surface end, tokens of the
 * library surface stay.
 * @throws DomainError `invalid` for a password out of bounds or an account without one, `unauthenticated` otherwise
 */
export async function changePassword(
  { db, transaction, clock }: ChangePasswordDeps,
  {
    userId,
    current,
    next,
    check = checkPassword,
  }: { userId: number; current: string; next: string; check?: PasswordRule },
): Promise<void> {
  check(next)
  const row = await db.selectFrom('users').select('password_hash').where('id', '=', userId).executeTakeFirst()
  if (!row) throw unauthenticated('account.gone', 'the account no longer exists')
  if (row.password_hash === null) throw invalid('password.none', 'this account has no password of its own')
  if (!(await isPasswordOf(current, row.password_hash))) {
    throw unauthenticated('password.wrong', 'the current password is wrong')
  }
  await setPassword({ transaction, clock }, { userId, password: next, check })
}

/** Sets a password without asking for the old one; for administrators on the command line. */
export async function setPassword(
  { transaction, clock }: Pick<ChangePasswordDeps, 'transaction' | 'clock'>,
  { userId, password, check = checkPassword }: { userId: number; password: string; check?: PasswordRule },
): Promise<void> {
  check(password)
  const passwordHash = await hashPassword(password)
  await transaction((trx) => writePassword(trx, { userId, passwordHash, now: instant(clock.now()) }))
}

export async function writePassword(
  trx: Trx,
  { userId, passwordHash, now }: { userId: number; passwordHash: string; now: string },
): Promise<void> {
  await trx
    .updateTable('users')
    .set((row) => ({ password_hash: passwordHash, session_epoch: row('session_epoch', '+', 1), updated_at: now }))
    .where('id', '=', userId)
    .execute()
}
