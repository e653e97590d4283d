import type { Database } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import { active } from './claim.ts'
import { fateOf, type Owner } from './owner.ts'
import { comeBack, end } from './settle.ts'

const GONE = 'The process ended while the job ran'

/**
 * Lets jobs wait again whose owner died: its lease ran out, or it was a process of this machine that is not there any
 * more. The try counts; after the last one the job has failed.
 * @param running ids that run right now in this engine: never taken back
 * @param isAlone no other process should work on this database, so whatever somebody else claimed is left over
 * @returns how many jobs were taken back
 */
export async function takeBack(
  { database, logger }: { database: Database; logger: Logger },
  { owner, running, isAlone }: { owner: Owner; running: ReadonlySet<number>; isAlone: boolean },
): Promise<number> {
  const claims = await database.reader
    .selectFrom('jobs')
    .select(['id', 'public_id', 'name', 'claimed_by', 'claimed_until', 'attempts_made', 'attempts_max'])
    .where('state', '=', active)
    .limit(1_000)
    .execute()
  const now = instant()
  let count = 0
  for (const claim of claims) {
    if (running.has(claim.id)) continue
    const by = claim.claimed_by ?? ''
    const fate = by === owner ? 'alive' : fateOf(by)
    const isLeft = (claim.claimed_until ?? '') < now || fate === 'gone' || (isAlone && fate === 'unknown')
    if (!isLeft) continue
    const isSpent = claim.attempts_made >= claim.attempts_max
    const changed = isSpent
      ? await end(database, claim, { state: 'failed', error: GONE })
      : await comeBack(database, claim, { runAt: new Date(), error: GONE, isCounted: true })
    if (!changed) continue
    count += 1
    logger.warn({ job: claim.name, jobId: claim.public_id, attempt: claim.attempts_made }, 'took a job back')
  }
  return count
}
