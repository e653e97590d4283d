import { LOCKS } from '#database/dialect/dialect.ts'
import type { Database, Transaction, Trx } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid } from '#kernel/errors.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { findUser, hasUsers, loginKey, type User } from './user-store.ts'

export interface NewAccount {
  name: string
  email: string
  password: string
}

export interface SignUpDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
}

/**
 * Makes an account. The very first one is administrator, later ones are readers; the check and the insert are one
 * transaction that no other sign-up can enter.
 * @throws DomainError `invalid` for a blank field, a strange address or a password out of bounds; `conflict` for an
 * address that has an account
 */
export async function signUp(deps: SignUpDeps, account: NewAccount): Promise<User> {
  const checked = checkAccount(account)
  const passwordHash = await hashPassword(account.password)
  return deps.transaction(async (trx) => {
    // Sign-ups that meet wait for each other, so that one of them is the first.
    await deps.database.dialect.lock(trx, LOCKS.accounts)
    const role = (await hasUsers(trx)) ? 'reader' : 'admin'
    return insertUser(deps, trx, { ...checked, passwordHash, role })
  })
}

/**
 * Makes the administrator that the environment names, once: only while nobody has an account.
 * @returns undefined where there are accounts already
 */
export async function createInitialAdmin(deps: SignUpDeps, account: NewAccount): Promise<User | undefined> {
  const checked = checkAccount(account)
  const passwordHash = await hashPassword(account.password)
  return deps.transaction(async (trx) => {
    await deps.database.dialect.lock(trx, LOCKS.accounts)
    return (await hasUsers(trx)) ? undefined : insertUser(deps, trx, { ...checked, passwordHash, role: 'admin' })
  })
}

/** Makes an account with a role; for administrators on the command line. */
export async function createAccount(deps: SignUpDeps, account: NewAccount & { role: Role }): Promise<User> {
  const checked = checkAccount(account)
  const passwordHash = await hashPassword(account.password)
  return deps.transaction((trx) => insertUser(deps, trx, { ...checked, passwordHash, role: account.role }))
}

/** Makes an account without a password: whoever it is for chooses one by a link (password-link.ts). */
export async function createWithoutPassword(
  deps: SignUpDeps,
  account: { name: string; email: string; role: Role },
): Promise<User> {
  const checked = checkPerson(account)
  return deps.transaction((trx) => insertUser(deps, trx, { ...checked, passwordHash: null, role: account.role }))
}

function checkAccount({ name, email, password }: NewAccount): { name: string; email: string } {
  const checked = checkPerson({ name, email })
  checkPassword(password)
  return checked
}

/** @throws DomainError `invalid` for a blank name or what is no address */
export function checkPerson({ name, email }: { name: string; email: string }): { name: string; email: string } {
  const trimmed = { name: name.trim(), email: email.trim() }
  if (trimmed.name === '') throw invalid('user.name', 'a name is needed')
  if (!/^[^@\s]+@[^@\s]+$/.test(trimmed.email)) throw invalid('user.email', 'an e-mail address is needed')
  return trimmed
}

export interface UserRow {
  name: string
  email: string
  /** The address unless given. */
  username?: string
  passwordHash: string | null
  role: Role
}

/**
 * Writes an account. Either name signs in, so neither may be one of somebody else's.
 * @throws DomainError `conflict`
 */
export async function insertUser(
  { database, clock }: SignUpDeps,
  trx: Trx,
  { name, email, username = email, passwordHash, role }: UserRow,
): Promise<User> {
  const keys = [loginKey(email), loginKey(username)] as const
  const taken = await trx
    .selectFrom('users')
    .select('id')
    .where((where) => where.or([where('email_key', 'in', keys), where('username_key', 'in', keys)]))
    .limit(1)
    .executeTakeFirst()
  const isTaken = (cause?: unknown) =>
    username === email
      ? conflict('user.email-taken', 'this e-mail address has an account', cause)
      : conflict('user.name-taken', 'another account has this name', cause)
  if (taken) throw isTaken()
  const now = instant(clock.now())
  try {
    const { id } = await trx
      .insertInto('users')
      .values({
        public_id: database.dialect.newPublicId(),
        name,
        email,
        email_key: keys[0],
        username,
        username_key: keys[1],
        password_hash: passwordHash,
        role,
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return (await findUser(trx, id)) as User
  } catch (error) {
    throw database.dialect.isUniqueViolation(error) ? isTaken(error) : error
  }
}
