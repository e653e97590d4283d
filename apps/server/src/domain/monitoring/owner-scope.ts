import type { Db, Trx } from '#database/open.ts'

/**
 * Whose rows somebody sees where accounts are kept apart (acquisition contract 2.11): those of this account and those that
 * belong to nobody. Null sees everything.
 */
export type OwnerScope = number | null

/** Whether a row with this owner is seen. */
export const isInScope = (scope: OwnerScope, ownerId: number | null): boolean =>
  scope === null || ownerId === null || ownerId === scope

/** Books that are seen by an account. */
export const ownBookIds = (db: Db | Trx, scope: number) =>
  db
    .selectFrom('books')
    .select('id')
    .where((e) => e.or([e('owner_user_id', 'is', null), e('owner_user_id', '=', scope)]))
