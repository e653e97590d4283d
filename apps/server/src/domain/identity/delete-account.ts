import { LOCKS } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { refuseLastAdmin } from './last-admin.ts'
import { isPasswordOf } from './passwords.ts'
import { type SessionDeps, tellEnded } from './sessions.ts'
import { findUserByPublicId, type User } from './user-store.ts'

/**
 * Deletes an account with all that it made for itself: places, notes, keys. Books and files stay, and what it did stays
 * in the audit log.
 * @throws DomainError `not-found`; `conflict` for the last administrator
 */
export async function deleteAccount({ database, transaction, bus }: SessionDeps, publicId: string): Promise<User> {
  const { user, sessionIds } = await transaction(async (trx) => {
    await database.dialect.lock(trx, LOCKS.accounts)
    const user = await findUserByPublicId(trx, publicId)
    if (!user) throw notFound('account', publicId)
    await refuseLastAdmin(trx, user)
    const sessions = await trx.selectFrom('sessions').select('public_id').where('user_id', '=', user.id).execute()
    await trx.deleteFrom('users').where('id', '=', user.id).execute()
    // Books that it had fetched are everybody's now, which lists that leave out those of others have to hear of.
    await database.dialect.revision.touch(trx)
    return { user, sessionIds: sessions.map((session) => session.public_id) }
  })
  tellEnded(bus, user.id, sessionIds)
  return user
}

/**
 * Deletes the account of somebody who knows its password.
 * @throws DomainError `invalid` for a wrong password; as deleteAccount() otherwise
 */
export async function deleteOwnAccount(
  deps: SessionDeps & { db: Db },
  { userId, publicId, password }: { userId: number; publicId: string; password: string },
): Promise<User> {
  const row = await deps.db.selectFrom('users').select('password_hash').where('id', '=', userId).executeTakeFirst()
  if (!(await isPasswordOf(password, row?.password_hash))) throw invalid('password.wrong', 'the password is wrong')
  return deleteAccount(deps, publicId)
}
