import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { Principal } from '#domain/identity/principal.ts'
import type { FilterQuery } from './book-filters.ts'
import { isShown } from './shown.ts'

/**
 * Whose rows somebody sees where accounts are kept apart (acquisition contract 2.11): those of this account and those that
 * belong to nobody. Null sees everything.
 */
export type OwnerScope = number | null

/** Says who sees what; one instance for a process. */
export interface Scopes {
  of(principal: Pick<Principal, 'isAdmin' | 'userId'>): OwnerScope
}

/** @param areApart whether accounts are kept apart; where not, everybody sees everything */
export const createScopes = ({ areApart }: { areApart: boolean }): Scopes => ({
  of: ({ isAdmin, userId }) => (areApart && !isAdmin ? userId : null),
})

/** Whether a row with this owner is seen. */
export const isInScope = (scope: OwnerScope, ownerId: number | null): boolean =>
  scope === null || ownerId === null || ownerId === scope

/** Books that are seen by an account. */
export const ownBookIds = (db: Db | Trx, scope: number) =>
  db
    .selectFrom('books')
    .select('id')
    .where((e) => e.or([e('owner_user_id', 'is', null), e('owner_user_id', '=', scope)]))

/**
 * Whether the library shows a book to somebody. Where everything is seen, the question is the same as ever.
 * @param alias of the books in the statement
 */
export function isShownTo(scope: OwnerScope, alias: string): RawBuilder<SqlBool> {
  if (scope === null) return isShown(alias)
  const owner = sql.ref(`${alias}.owner_user_id`)
  return sql`${isShown(alias)} and (${owner} is null or ${owner} = ${scope})`
}

/** Leaves the books of others out of a list; nothing where everything is seen. */
export const withoutForeign = (scope: OwnerScope): FilterQuery[] =>
  scope === null
    ? []
    : [
        {
          key: JSON.stringify(['foreign', scope]),
          query: sql`(select id as book_id from books where owner_user_id <> ${scope} and ${isShown('books')})`,
          isNegated: true,
        },
      ]
