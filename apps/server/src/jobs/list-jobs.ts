import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Db } from '#database/open.ts'
import type { JobState, Jobs, Schema } from '#database/schema.ts'
import { maskSecrets, maskSecretsIn } from '#kernel/mask-secrets.ts'
import { waiting } from './claim.ts'

export interface JobFilter {
  state?: JobState | undefined
  queue?: string | undefined
  name?: string | undefined
}

export type StateCounts = Record<JobState, number>

export const JOB_STATES: readonly JobState[] = ['waiting', 'active', 'completed', 'failed', 'cancelled']

/** A page of jobs, the one asked for last first, and how many there are; to be shown, so without what looks like a secret. */
export async function listJobs(
  db: Db,
  filter: JobFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: Selectable<Jobs>[]; total: number }> {
  const matches = (eb: ExpressionBuilder<Schema, 'jobs'>) =>
    eb.and([
      ...(filter.state ? [eb('state', '=', filter.state)] : []),
      ...(filter.queue ? [eb('queue', '=', filter.queue)] : []),
      ...(filter.name ? [eb('name', '=', filter.name)] : []),
    ])
  const items = await db
    .selectFrom('jobs')
    .selectAll()
    .where(matches)
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await db
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matches)
    .executeTakeFirstOrThrow()
  return { items: items.map(shown), total }
}

/** Links of trackers hold the key of whoever downloads; a job needs them, nobody else does. */
const shown = (row: Selectable<Jobs>): Selectable<Jobs> => ({
  ...row,
  payload_json: maskSecretsIn(row.payload_json),
  result_json: maskSecretsIn(row.result_json),
  error: row.error && maskSecrets(row.error),
})

/** How many jobs each queue has in each state; a queue without jobs is left out. */
export async function countJobs(db: Db): Promise<{ queue: string; counts: StateCounts }[]> {
  const counted = db
    .selectFrom('jobs')
    .select((eb) => ['queue', 'state', eb.fn.countAll<number>().as('count')])
    .groupBy(['queue', 'state'])
  // Apart, because what waits may be many rows and is counted from an index; the rest is kept small (retention.ts).
  const rows = [
    ...(await counted.where('state', '=', waiting).execute()),
    ...(await counted
      .where(
        'state',
        'in',
        JOB_STATES.filter((state) => state !== 'waiting'),
      )
      .execute()),
  ]
  const queues = Map.groupBy(rows, ({ queue }) => queue)
  return [...queues].map(([queue, of]) => ({
    queue,
    counts: { ...noJobs(), ...Object.fromEntries(of.map(({ state, count }) => [state, count])) },
  }))
}

export const noJobs = (): StateCounts => ({ waiting: 0, active: 0, completed: 0, failed: 0, cancelled: 0 })

/** Counts of all queues together. */
export function sumCounts(all: readonly { counts: StateCounts }[]): StateCounts {
  const sum = noJobs()
  for (const { counts } of all) for (const state of JOB_STATES) sum[state] += counts[state]
  return sum
}
