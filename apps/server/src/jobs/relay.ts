import { sql } from 'kysely'
import type { Database } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import { type JobRow, waiting } from './claim.ts'

export const RELAYED_AT_A_TIME = 500

export type Relayed = Pick<JobRow, 'id' | 'public_id' | 'name' | 'run_at' | 'attempts_made'>

/** Waiting jobs that the broker has not heard of. */
export async function unrelayedJobs({ reader }: Database): Promise<Relayed[]> {
  return await reader
    .selectFrom('jobs')
    .select(['id', 'public_id', 'name', 'run_at', 'attempts_made'])
    .where('state', '=', waiting)
    .where('relayed_at', 'is', null)
    .orderBy('id')
    .limit(RELAYED_AT_A_TIME)
    .execute()
}

/** Due jobs that the broker heard of some time ago. When it has nothing to deliver, it forgot them. */
export async function overdueJobs({ reader }: Database, graceMs: number): Promise<Relayed[]> {
  const before = instant(new Date(Date.now() - graceMs))
  return await reader
    .selectFrom('jobs')
    .select(['id', 'public_id', 'name', 'run_at', 'attempts_made'])
    .where('state', '=', waiting)
    .where('run_at', '<=', before)
    .where('relayed_at', '<=', before)
    .orderBy('run_at')
    .limit(RELAYED_AT_A_TIME)
    .execute()
}

/** Remembers what was handed over; a job that moved forward meanwhile is handed over again. */
export async function markRelayed({ writer }: Database, jobs: readonly Relayed[]): Promise<void> {
  if (jobs.length === 0) return
  const now = instant()
  const handed = sql.join(jobs.map((job) => sql`(cast(${job.id} as integer), cast(${job.run_at} as text))`))
  await sql`update jobs set relayed_at = ${now}
    where state = 'waiting' and (id, run_at) in (values ${handed})`.execute(writer)
}
