import type { Db } from '#database/open.ts'
import { conflict, unauthenticated } from '#kernel/errors.ts'
import { isPasswordOf } from './passwords.ts'
import { findByLogin, type User } from './user-store.ts'

/**
 * The account that a login name (or address) and a password belong to.
 * @throws DomainError `conflict` for an account that is switched off, `unauthenticated`, the same for an unknown account, a wrong password and an account without one
 */
export async function signIn(db: Db, { login, password }: { login: string; password: string }): Promise<User> {
  const found = await findByLogin(db, login.trim())
  const isRight = await isPasswordOf(password, found?.password_hash)
  if (!found || !isRight) throw unauthenticated('sign-in.refused', 'unknown account or wrong password')
  if (found.is_disabled) throw conflict('account.disabled', 'this account is switched off; ask an administrator')
  return found
}
