import type { Trx } from '#database/open.ts'
import { conflict } from '#kernel/errors.ts'
import type { User } from './user-store.ts'

/**
 * Call it under the lock of accounts, before an administrator loses the rights, is switched off or deleted. A guard of
 * the database stands behind it.
 * @throws DomainError `conflict` where nobody else could administrate
 */
export async function refuseLastAdmin(trx: Trx, user: Pick<User, 'id' | 'role' | 'is_disabled'>): Promise<void> {
  if (user.role !== 'admin' || user.is_disabled) return
  const other = await trx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('is_disabled', '=', false)
    .where('id', '!=', user.id)
    .limit(1)
    .executeTakeFirst()
  if (!other) throw conflict('user.last-admin', 'this is the last administrator; make somebody else one first')
}
