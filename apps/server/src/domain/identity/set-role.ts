import { LOCKS } from '#database/dialect/dialect.ts'
import type { Database, Transaction } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { refuseLastAdmin } from './last-admin.ts'
import { findUserByPublicId } from './user-store.ts'

/**
 * Gives an account a role; it acts with the next request.
 * @throws DomainError `not-found`; `conflict` for the last administrator
 */
export async function setRole(
  { database, transaction, clock }: { database: Pick<Database, 'dialect'>; transaction: Transaction; clock: Clock },
  { publicId, role }: { publicId: string; role: Role },
): Promise<void> {
  await transaction(async (trx) => {
    // Two administrators could otherwise revoke each other at the same moment.
    await database.dialect.lock(trx, LOCKS.accounts)
    const user = await findUserByPublicId(trx, publicId)
    if (!user) throw notFound('account', publicId)
    if (user.role === role) return
    await refuseLastAdmin(trx, user)
    await trx
      .updateTable('users')
      .set({ role, updated_at: instant(clock.now()) })
      .where('id', '=', user.id)
      .execute()
  })
}
