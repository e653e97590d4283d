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

function checkAccount({ name, email, password }: NewAccount): { name: string; email: string } {
  const trimmed = { name: name.trim(), email: email.trim() }
  if (trimmed.name === '') throw invalid('user.name', 'a name is needed')
  if (!/^[^@\s]+@[^@\s]+$/.test(trimmed.email)) throw invalid('user.email', 'an e-mail address is needed')
  checkPassword(password)
  return trimmed
}

interface UserRow {
  name: string
  email: string
  passwordHash: string
  role: Role
}

async function insertUser({ database, clock }: SignUpDeps, trx: Trx, { name, email, passwordHash, role }: UserRow) {
  const key = loginKey(email)
  const taken = await trx
    .selectFrom('users')
    .select('id')
    .where((where) => where.or([where('email_key', '=', key), where('username_key', '=', key)]))
    .executeTakeFirst()
  if (taken) throw conflict('user.email-taken', 'this e-mail address has an account')
  const now = instant(clock.now())
  try {
    const { id } = await trx
      .insertInto('users')
      .values({
        public_id: database.dialect.newPublicId(),
        name,
        email,
        email_key: key,
        username: email,
        username_key: key,
        password_hash: passwordHash,
        role,
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return (await findUser(trx, id)) as User
  } catch (error) {
    if (database.dialect.isUniqueViolation(error)) {
      throw conflict('user.email-taken', 'this e-mail address has an account', error)
    }
    throw error
  }
}
