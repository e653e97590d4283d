import type { Database } from '#database/open.ts'
import type { JobState } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import { active, type JobRow } from './claim.ts'

/** A claim: one try of one job by one owner. Whoever lost it changes nothing any more. */
export type Claim = Pick<JobRow, 'id' | 'claimed_by' | 'attempts_made'>

export interface Ending {
  state: Extract<JobState, 'completed' | 'failed' | 'cancelled'>
  result?: unknown
  error?: string
}

export interface ComingBack {
  runAt: Date
  error?: string
  /** False where the try was cut short by the end of the process: it does not count. */
  isCounted: boolean
}

/** Writes down how a try ended for good. @returns false where the claim was lost meanwhile */
export async function end({ writer }: Database, claim: Claim, { state, result, error }: Ending): Promise<boolean> {
  const { numUpdatedRows } = await writer
    .updateTable('jobs')
    .set({
      state,
      result_json: result === undefined ? null : JSON.stringify(result),
      error: error ?? null,
      claimed_by: null,
      claimed_until: null,
      finished_at: instant(),
    })
    .where('id', '=', claim.id)
    .where('state', '=', active)
    .where('claimed_by', '=', claim.claimed_by)
    .where('attempts_made', '=', claim.attempts_made)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes a job away that ended and leaves no trace. @returns false where the claim was lost meanwhile */
export async function vanish({ writer }: Database, claim: Claim): Promise<boolean> {
  const { numDeletedRows } = await writer
    .deleteFrom('jobs')
    .where('id', '=', claim.id)
    .where('state', '=', active)
    .where('claimed_by', '=', claim.claimed_by)
    .where('attempts_made', '=', claim.attempts_made)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/**
 * Lets a job wait again. Where the same was asked for meanwhile (equal key), that request takes over and this row ends
 * as cancelled, and so does one that somebody cancelled. @returns the state it has now, or undefined where the claim was lost meanwhile
 */
export async function comeBack(
  database: Database,
  claim: Claim,
  { runAt, error, isCounted }: ComingBack,
): Promise<JobState | undefined> {
  try {
    const { numUpdatedRows } = await database.writer
      .updateTable('jobs')
      .set({
        state: 'waiting',
        run_at: instant(runAt),
        attempts_made: claim.attempts_made - (isCounted ? 0 : 1),
        claimed_by: null,
        claimed_until: null,
        relayed_at: null,
        ...(error === undefined ? {} : { error }),
      })
      .where('id', '=', claim.id)
      .where('state', '=', active)
      .where('claimed_by', '=', claim.claimed_by)
      .where('attempts_made', '=', claim.attempts_made)
      .where('is_cancel_requested', '=', false)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) return 'waiting'
    return (await end(database, claim, { state: 'cancelled', ...(error && { error }) })) ? 'cancelled' : undefined
  } catch (cause) {
    if (!database.dialect.isUniqueViolation(cause)) throw cause
    const reason = `${error ?? 'Interrupted'} (asked for again meanwhile)`
    return (await end(database, claim, { state: 'cancelled', error: reason })) ? 'cancelled' : undefined
  }
}
