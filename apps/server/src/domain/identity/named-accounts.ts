import { LOCKS } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { conflict, invalid } from '#kernel/errors.ts'
import { checkPasswordIsLongEnough, hashPassword } from './passwords.ts'
import { insertUser, type SignUpDeps } from './sign-up.ts'
import { hasUsers, loginKey, type User } from './user-store.ts'

/** Reserved for what is no address (RFC 2606): every account has one on the library surface. */
const NO_ADDRESS = '@users.invalid'
const LONGEST_NAME = 100
const CONTROL = /\p{Cc}/u

/** The address of an account as far as it is one; undefined where it only stands in for one. */
export const realAddress = (email: string): string | undefined => (email.endsWith(NO_ADDRESS) ? undefined : email)

/** @throws DomainError `invalid` for a name that is blank, too long or cannot be typed */
export function checkUsername(given: string): string {
  const username = given.trim()
  if (username === '') throw invalid('user.username', 'a user name is needed')
  if (username.length > LONGEST_NAME || CONTROL.test(username)) {
    throw invalid('user.username', `a user name has at most ${LONGEST_NAME} characters, none of them invisible`)
  }
  return username
}

export interface NamedAccount {
  username: string
  /** Null for somebody who proves elsewhere who they are. */
  passwordHash: string | null
  role: Role
  email?: string | undefined
  displayName?: string | undefined
}

/**
 * Makes an account that is known by a name and perhaps by an address (acquisition contract 10.8). Call it under the lock of
 * accounts: two names can stand for one address.
 * @throws DomainError `conflict` for a name that is taken
 */
export async function insertNamedAccount(deps: SignUpDeps, trx: Trx, account: NamedAccount): Promise<User> {
  const { username, passwordHash, role } = account
  const email = account.email ?? (await standInAddress(deps, trx, username))
  return insertUser(deps, trx, { name: account.displayName ?? username, email, username, passwordHash, role })
}

/** `anna@users.invalid`; where that is somebody's already, one that nobody can have. */
async function standInAddress({ database }: SignUpDeps, trx: Trx, username: string): Promise<string> {
  const email = `${username.replace(/[@\s]+/g, '.')}${NO_ADDRESS}`
  const taken = await trx
    .selectFrom('users')
    .select('id')
    .where((where) => where.or([where('email_key', '=', loginKey(email)), where('username_key', '=', loginKey(email))]))
    .limit(1)
    .executeTakeFirst()
  return taken ? `${database.dialect.newPublicId()}${NO_ADDRESS}` : email
}

/**
 * Makes an account with a password, in the name of an administrator.
 * @throws DomainError `invalid`; `conflict` for a name that is taken
 */
export async function createNamedAccount(
  deps: SignUpDeps,
  given: { username: string; password: string; role: Role },
): Promise<User> {
  const username = checkUsername(given.username)
  checkPasswordIsLongEnough(given.password)
  const passwordHash = await hashPassword(given.password)
  return deps.transaction(async (trx) => {
    await deps.database.dialect.lock(trx, LOCKS.accounts)
    return insertNamedAccount(deps, trx, { username, passwordHash, role: given.role })
  })
}

/**
 * Makes the first account, which is that of an administrator. Of two that try at once, one succeeds.
 * @throws DomainError `invalid`; `conflict` where there is an account
 */
export async function createFirstAdmin(deps: SignUpDeps, given: { username: string; password: string }): Promise<User> {
  const username = checkUsername(given.username)
  checkPasswordIsLongEnough(given.password)
  const passwordHash = await hashPassword(given.password)
  return deps.transaction(async (trx) => {
    await deps.database.dialect.lock(trx, LOCKS.accounts)
    if (await hasUsers(trx)) throw setupIsOver()
    return insertNamedAccount(deps, trx, { username, passwordHash, role: 'admin' })
  })
}

export const setupIsOver = () => conflict('setup.over', 'this server has its first account; sign in')

/**
 * Makes an account without a password for a name that somebody trusted vouches for. Where two requests bring the same
 * new name, both get the one account.
 */
export async function provisionNamedAccount(deps: SignUpDeps, given: string): Promise<void> {
  const username = checkUsername(given)
  await deps.transaction(async (trx) => {
    await deps.database.dialect.lock(trx, LOCKS.accounts)
    const known = await trx
      .selectFrom('users')
      .select('id')
      .where('username_key', '=', loginKey(username))
      .executeTakeFirst()
    if (!known) await insertNamedAccount(deps, trx, { username, passwordHash: null, role: 'member' })
  })
}
