import type { Database } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import { active } from './claim.ts'
import type { Owner } from './owner.ts'

export interface Pulse {
  /** Ids that the owner still holds. */
  held: ReadonlySet<number>
  /** Ids among them that somebody wants cancelled. */
  unwanted: ReadonlySet<number>
}

/** Gives a sign of life for all jobs of an owner. */
export async function extendClaims({ writer }: Database, owner: Owner, leaseMs: number): Promise<Pulse> {
  const rows = await writer
    .updateTable('jobs')
    .set({ claimed_until: instant(new Date(Date.now() + leaseMs)) })
    .where('state', '=', active)
    .where('claimed_by', '=', owner)
    .returning(['id', 'is_cancel_requested'])
    .execute()
  return pulseOf(rows)
}

/** Looks only, without writing. */
export async function readClaims({ reader }: Database, owner: Owner): Promise<Pulse> {
  const rows = await reader
    .selectFrom('jobs')
    .select(['id', 'is_cancel_requested'])
    .where('state', '=', active)
    .where('claimed_by', '=', owner)
    .execute()
  return pulseOf(rows)
}

function pulseOf(rows: { id: number; is_cancel_requested: boolean }[]): Pulse {
  return {
    held: new Set(rows.map(({ id }) => id)),
    unwanted: new Set(rows.filter((row) => row.is_cancel_requested).map(({ id }) => id)),
  }
}
