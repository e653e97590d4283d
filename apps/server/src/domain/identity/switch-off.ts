import { LOCKS } from '#database/dialect/dialect.ts'
import { instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { refuseLastAdmin } from './last-admin.ts'
import { endSessions, type SessionDeps } from './sessions.ts'
import { findUserByPublicId, type User } from './user-store.ts'

/**
 * Switches an account off or on. While it is off nothing of it lets anybody in; all that belongs to it stays.
 * @throws DomainError `not-found`; `conflict` for the last administrator
 */
export async function switchOff(
  deps: SessionDeps,
  { publicId, isDisabled }: { publicId: string; isDisabled: boolean },
): Promise<User> {
  const { database, transaction, clock } = deps
  const user = await transaction(async (trx) => {
    await database.dialect.lock(trx, LOCKS.accounts)
    const found = await findUserByPublicId(trx, publicId)
    if (!found) throw notFound('account', publicId)
    if (isDisabled) await refuseLastAdmin(trx, found)
    await trx
      .updateTable('users')
      .set({ is_disabled: isDisabled, updated_at: instant(clock.now()) })
      .where('id', '=', found.id)
      .execute()
    return found
  })
  if (isDisabled) await endSessions(deps, { userId: user.id })
  return user
}
