import { type Selectable, sql } from 'kysely'
import type { Database } from '#database/open.ts'
import type { Jobs } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import type { Queue } from './define-job.ts'
import type { Owner } from './owner.ts'
import type { Turns } from './turns.ts'

export type JobRow = Selectable<Jobs>

/** Literal, because SQLite uses a partial index only where the query says the same words as the index. */
export const waiting = sql.lit('waiting' as const)
export const active = sql.lit('active' as const)

/** Seen at once, so that several processes after the same jobs rarely have to look again. */
const SEEN = 4

/**
 * Takes the next due job: of the queue whose turn it is, larger priority first, then the one due longest. Safe with
 * many processes on either database: `state = 'waiting'` in the update decides who won.
 */
export async function claimNext(
  database: Database,
  { turns, owner, leaseMs }: { turns: Turns; owner: Owner; leaseMs: number },
): Promise<JobRow | undefined> {
  const empty: Queue[] = []
  for (const queue of turns.order()) {
    const row = await claimFrom(database, queue, owner, leaseMs)
    if (row) {
      turns.took(queue, empty)
      return row
    }
    empty.push(queue)
  }
  return undefined
}

async function claimFrom(database: Database, queue: Queue, owner: Owner, leaseMs: number): Promise<JobRow | undefined> {
  for (;;) {
    const seen = await database.reader
      .selectFrom('jobs')
      .select('id')
      .where('state', '=', waiting)
      .where('queue', '=', queue)
      .where('run_at', '<=', instant())
      .orderBy('priority', 'desc')
      .orderBy('run_at')
      .orderBy('id')
      .limit(SEEN)
      .execute()
    if (seen.length === 0) return undefined
    for (const { id } of seen) {
      const row = await claimOne(database, id, owner, leaseMs)
      if (row) return row
    }
  }
}

/** The try is counted here, so that a job that kills its process cannot do so for ever. */
async function claimOne({ writer }: Database, id: number, owner: Owner, leaseMs: number): Promise<JobRow | undefined> {
  const now = new Date()
  return await writer
    .updateTable('jobs')
    .set((eb) => ({
      state: 'active',
      claimed_by: owner,
      claimed_until: instant(new Date(now.getTime() + leaseMs)),
      started_at: instant(now),
      attempts_made: eb('attempts_made', '+', 1),
      is_cancel_requested: false,
      progress_json: null,
    }))
    .where('id', '=', id)
    .where('state', '=', waiting)
    .where('run_at', '<=', instant(now))
    .returningAll()
    .executeTakeFirst()
}

/** When the next job that is not due yet will be. */
export async function nextDue({ reader }: Database): Promise<Date | undefined> {
  const row = await reader
    .selectFrom('jobs')
    .select('run_at')
    .where('state', '=', waiting)
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst()
  return row && new Date(row.run_at)
}
