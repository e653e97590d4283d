import type { Principal } from '#domain/identity/principal.ts'
import type { OwnerScope } from '#domain/monitoring/owner-scope.ts'

/** Whose rows a caller sees and to whom new ones belong (acquisition contract 2.11). */
export interface Scopes {
  of(principal: Pick<Principal, 'isAdmin' | 'userId'>): OwnerScope
}

/** @param areApart whether accounts are kept apart; where not, everybody sees everything */
export const scopes = ({ areApart }: { areApart: boolean }): Scopes => ({
  of: ({ isAdmin, userId }) => (areApart && !isAdmin ? userId : null),
})

/** Nobody is there in person where there is no account yet. */
export const ownerOf = ({ userId }: Pick<Principal, 'userId'>): number | null => (userId > 0 ? userId : null)
