import type { Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { findUser, type User } from './user-store.ts'

/**
 * Changes a display name.
 * @throws DomainError `invalid` for a blank name, `not-found` for an account that is gone
 */
export async function renameUser(
  { transaction, clock }: { transaction: Transaction; clock: Clock },
  { userId, name }: { userId: number; name: string },
): Promise<User> {
  const trimmed = name.trim()
  if (trimmed === '') throw invalid('user.name', 'a name is needed')
  return transaction(async (trx) => {
    await trx
      .updateTable('users')
      .set({ name: trimmed, updated_at: instant(clock.now()) })
      .where('id', '=', userId)
      .execute()
    const user = await findUser(trx, userId)
    if (!user) throw notFound('account')
    return user
  })
}
