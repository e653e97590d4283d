import type { Database } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { Engine } from './engine.ts'

/** What a person does to a job needs the engine to hear of it at once. */
export interface JobControl {
  database: Database
  engine: Pick<Engine, 'wake' | 'noticeCancellations'>
}

/**
 * Calls a job off: one that waits never runs, one that runs is told to stop and ends as cancelled.
 * @throws where the job is not there or has ended already
 */
export async function cancelJob({ database, engine }: JobControl, publicId: string): Promise<void> {
  const { state } = await findJob(database, publicId)
  const { writer } = database
  if (state === 'waiting') {
    const { numUpdatedRows } = await writer
      .updateTable('jobs')
      .set({ state: 'cancelled', finished_at: instant() })
      .where('public_id', '=', publicId)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (numUpdatedRows > 0n) return
  }
  const { numUpdatedRows } = await writer
    .updateTable('jobs')
    .set({ is_cancel_requested: true })
    .where('public_id', '=', publicId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw conflict('job.ended', 'The job has ended already')
  engine.noticeCancellations()
}

/**
 * Runs a job now: one that failed, was called off or is done starts over with all its tries, one that waits for its
 * time need not wait. @throws where the job is not there, runs, or the same one waits already
 */
export async function retryJob({ database, engine }: JobControl, publicId: string): Promise<void> {
  await findJob(database, publicId)
  try {
    const { numUpdatedRows } = await database.writer
      .updateTable('jobs')
      .set({
        state: 'waiting',
        run_at: instant(),
        attempts_made: 0,
        relayed_at: null,
        finished_at: null,
        is_cancel_requested: false,
      })
      .where('public_id', '=', publicId)
      .where('state', '!=', 'active')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw conflict('job.running', 'The job is running')
  } catch (error) {
    if (!database.dialect.isUniqueViolation(error)) throw error
    throw conflict('job.waits-already', 'The same job is waiting already', error)
  }
  engine.wake()
}

/** Forgets a job. @throws where it is not there, or runs: cancel it first */
export async function deleteJob({ database }: JobControl, publicId: string): Promise<void> {
  await findJob(database, publicId)
  const { numDeletedRows } = await database.writer
    .deleteFrom('jobs')
    .where('public_id', '=', publicId)
    .where('state', '!=', 'active')
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw conflict('job.running', 'The job is running; cancel it first')
}

async function findJob({ reader }: Database, publicId: string) {
  const row = await reader.selectFrom('jobs').select('state').where('public_id', '=', publicId).executeTakeFirst()
  if (!row) throw notFound('job', publicId)
  return row
}
