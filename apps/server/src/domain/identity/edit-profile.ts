import type { Database, Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid } from '#kernel/errors.ts'
import { checkPerson } from './sign-up.ts'
import { findUser, loginKey, type User } from './user-store.ts'

const LONGEST_LOGIN = 100

/**
 * Changes name, address and login name of an account. Either of the latter two signs in, so neither may be one of
 * somebody else's.
 * @throws DomainError `invalid`; `conflict` for an address or a login name that is taken
 */
export async function editProfile(
  { database, transaction, clock }: { database: Pick<Database, 'dialect'>; transaction: Transaction; clock: Clock },
  { userId, ...given }: { userId: number; name: string; email: string; username: string },
): Promise<User> {
  const { name, email } = checkPerson(given)
  const username = given.username.trim() || email
  if (username.length > LONGEST_LOGIN && username !== email) {
    throw invalid('user.username', `a login name has at most ${LONGEST_LOGIN} characters`)
  }
  const keys = [loginKey(email), loginKey(username)]
  try {
    return await transaction(async (trx) => {
      const taken = await trx
        .selectFrom('users')
        .select('email_key')
        .where('id', '!=', userId)
        .where((where) => where.or([where('email_key', 'in', keys), where('username_key', 'in', keys)]))
        .limit(1)
        .executeTakeFirst()
      if (taken) throw takenBy()
      await trx
        .updateTable('users')
        .set({ name, email, email_key: keys[0], username, username_key: keys[1], updated_at: instant(clock.now()) })
        .where('id', '=', userId)
        .execute()
      return (await findUser(trx, userId)) as User
    })
  } catch (error) {
    throw database.dialect.isUniqueViolation(error) ? takenBy(error) : error
  }
}

const takenBy = (cause?: unknown) =>
  conflict('user.email-taken', 'another account has this address or login name', cause)
