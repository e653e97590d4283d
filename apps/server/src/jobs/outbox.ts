import { sql } from 'kysely'
import { Value } from 'typebox/value'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { JobRequest, Trx } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import type { DeclaredJob } from './define-job.ts'

const ROWS_PER_STATEMENT = 200

/** Declared jobs by name. @throws where two have one name: rows would not say which is meant */
export function jobsByName<Job extends { readonly name: string }>(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const byName = new Map<string, Job>()
  for (const job of jobs) {
    if (byName.has(job.name)) throw new Error(`two jobs are called ${job.name}`)
    byName.set(job.name, job)
  }
  return byName
}

/**
 * Writes requests down as rows, in the transaction that caused them: either both are there after a crash or neither.
 * A request whose key waits already joins that row, which then runs at the earlier of both times and with the larger
 * priority; its payload stays, so a key has to hold everything that matters.
 * @throws when a request names a job that nobody declared, or its payload does not fit
 */
export async function enqueue(
  trx: Trx,
  dialect: Dialect,
  jobs: ReadonlyMap<string, DeclaredJob>,
  requests: readonly JobRequest[],
): Promise<void> {
  const now = new Date()
  const rows = foldEqualKeys(requests).map((request) => toRow(request, jobs, dialect, now))
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    await trx
      .insertInto('jobs')
      .values(rows.slice(at, at + ROWS_PER_STATEMENT))
      .onConflict((conflict) =>
        conflict
          .columns(['name', 'dedup_key'])
          .where('state', '=', sql.lit('waiting'))
          .where('dedup_key', 'is not', null)
          .doUpdateSet({
            // Moved forward, it has to be handed to the broker again; the earlier hand-over then finds nothing to do.
            relayed_at: sql`case when excluded.run_at < jobs.run_at then null else jobs.relayed_at end`,
            run_at: sql`case when excluded.run_at < jobs.run_at then excluded.run_at else jobs.run_at end`,
            priority: sql`case when excluded.priority > jobs.priority then excluded.priority else jobs.priority end`,
          }),
      )
      .execute()
  }
}

function toRow(request: JobRequest, jobs: ReadonlyMap<string, DeclaredJob>, dialect: Dialect, now: Date) {
  const job = jobs.get(request.name)
  if (!job) throw new Error(`no job is called ${request.name}`)
  if (!Value.Check(job.payload, request.payload)) throw new Error(`the payload does not fit the job ${request.name}`)
  return {
    public_id: dialect.newPublicId(),
    name: job.name,
    queue: job.queue,
    priority: request.priority ?? 0,
    payload_json: JSON.stringify(request.payload),
    dedup_key: request.key,
    state: 'waiting' as const,
    run_at: instant(new Date(now.getTime() + (request.delayMs ?? 0))),
    attempts_max: job.attempts,
    created_at: instant(now),
  }
}

/** PostgreSQL refuses a statement that meets one row twice, so equal keys become one request before. */
function foldEqualKeys(requests: readonly JobRequest[]): JobRequest[] {
  const folded = new Map<unknown, JobRequest>()
  for (const request of requests) {
    const identity = request.key === null ? request : JSON.stringify([request.name, request.key])
    const before = folded.get(identity)
    folded.set(identity, before ? joined(before, request) : request)
  }
  return [...folded.values()]
}

const joined = (first: JobRequest, second: JobRequest): JobRequest => ({
  ...first,
  delayMs: Math.min(first.delayMs ?? 0, second.delayMs ?? 0),
  priority: Math.max(first.priority ?? 0, second.priority ?? 0),
})
