import type { JobState } from '#database/schema.ts'
import type { Bus, BusMessage } from '#kernel/bus.ts'
import type { JobRow } from './claim.ts'
import type { JobProgress } from './define-job.ts'

/** What a listener hears of a job, under the topic `job`; for administrators (http/web-api/events.ts). */
export interface JobNews {
  id: string
  name: string
  state: JobState
  attempt: number
  progress: JobProgress | null
}

export const JOB_TOPIC = 'job'

/** Announces a change of a job. The payload stays out: it may hold paths and names. */
export function announceJob(bus: Pick<Bus, 'publish'>, row: JobRow, state: JobState, progress?: JobProgress): void {
  const data: JobNews = {
    id: row.public_id,
    name: row.name,
    state,
    attempt: row.attempts_made,
    progress: progress ?? null,
  }
  bus.publish({ topic: JOB_TOPIC, data } satisfies BusMessage)
}
