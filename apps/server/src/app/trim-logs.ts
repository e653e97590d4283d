import { Type } from 'typebox'
import type { Database } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import type { Clock } from '#kernel/clock.ts'
import { trimLog } from './log-book.ts'

export interface TrimLogsDeps {
  database: Database
  clock: Clock
  /** Days that lines of the log are kept where no setting says otherwise. */
  logDays: number
}

/** Forgets lines of the log that are too old, or too many. */
export const trimLogs = defineJob({
  name: 'system.trim-logs',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 600,
  run: ({ database, clock, logDays }: TrimLogsDeps) => trimLog(database, clock, logDays),
})
