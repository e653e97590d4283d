import type { JobRow } from '#jobs/claim.ts'
import { cancelJob, deleteJob, type JobControl, retryJob } from '#jobs/control.ts'
import type { StateCounts } from '#jobs/list-jobs.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Action } from './page.ts'

/** What each button does. */
export const doers: Record<Action, (deps: JobControl, id: string) => Promise<void>> = {
  retry: retryJob,
  cancel: cancelJob,
  delete: deleteJob,
}

/** Does one thing to many jobs. What cannot be done to one (it runs, it is not there) does not stop the others. */
export async function forEachTask(
  deps: JobControl,
  ids: readonly string[],
  act: (deps: JobControl, id: string) => Promise<void>,
): Promise<{ done: string[]; failed: string[] }> {
  const done: string[] = []
  const failed: string[] = []
  for (const id of ids) {
    try {
      await act(deps, id)
      done.push(id)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      failed.push(id)
    }
  }
  return { done, failed }
}

/** A job as the JSON below /asynqmon/api shows it. */
export const presentTask = (row: JobRow) => ({
  id: row.public_id,
  queue: row.queue,
  type: row.name,
  state: row.state,
  payload: row.payload_json,
  progress: row.progress_json,
  result: row.result_json,
  error_message: row.error,
  retried: Math.max(row.attempts_made - 1, 0),
  max_retry: row.attempts_max - 1,
  next_process_at: row.state === 'waiting' ? row.run_at : null,
  start_time: row.started_at,
  completed_at: row.finished_at,
})

/** A queue as the JSON below /asynqmon/api shows it. */
export const presentQueue = ({ queue, counts }: { queue: string; counts: StateCounts }) => ({
  queue,
  size: counts.waiting + counts.active,
  ...counts,
})
