import type { Database } from '#database/open.ts'
import type { JobState } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'

const DAY_MS = 24 * 60 * 60_000
const ROWS_PER_DELETE = 500

/** How many ended jobs are kept, and for how long; a failed one waits for a person. */
const KEPT: Record<Extract<JobState, 'completed' | 'cancelled' | 'failed'>, { rows: number; days: number }> = {
  completed: { rows: 1_000, days: 7 },
  cancelled: { rows: 1_000, days: 7 },
  failed: { rows: 10_000, days: 90 },
}

/** Forgets jobs that ended long ago. Deletes little by little, so that other writers get in between. */
export async function forgetOldJobs(database: Database): Promise<number> {
  let count = 0
  for (const [state, { rows, days }] of Object.entries(KEPT) as [JobState, { rows: number; days: number }][]) {
    const beyond = await database.reader
      .selectFrom('jobs')
      .select('id')
      .where('state', '=', state)
      .orderBy('id', 'desc')
      .offset(rows)
      .limit(1)
      .executeTakeFirst()
    const before = instant(new Date(Date.now() - days * DAY_MS))
    for (;;) {
      const deleted = await deleteSome(database.writer, state, beyond?.id ?? 0, before)
      count += deleted
      if (deleted < ROWS_PER_DELETE) break
    }
  }
  return count
}

async function deleteSome(db: Database['writer'], state: JobState, upToId: number, before: string) {
  const { numDeletedRows } = await db
    .deleteFrom('jobs')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('jobs')
        .select('id')
        .where('state', '=', state)
        .where((or) => or.or([or('id', '<=', upToId), or('finished_at', '<', before)]))
        .orderBy('id')
        .limit(ROWS_PER_DELETE),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
