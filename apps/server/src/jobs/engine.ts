import type { Database } from '#database/open.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Logger } from '#kernel/logger.ts'
import type { BoundJob } from './define-job.ts'
import type { Schedule } from './schedules.ts'
import type { Timing } from './timing.ts'

/** Works off the rows of `jobs`. Rows are the truth: what an engine forgets, it finds again. */
export interface Engine {
  /** Takes back what a killed process left behind and begins. */
  start(): Promise<void>
  /**
   * Takes no more work, gives running jobs a few seconds, aborts the rest and puts it back without counting a try.
   * Ends within 10 s. Safe to call twice.
   */
  stop(): Promise<void>
  /** Says that jobs were committed. Cheap; call it as often as needed. */
  wake(): void
  /** Says that a cancellation was committed (jobs/control.ts); other processes notice within 2 s by themselves. */
  noticeCancellations(): void
}

export interface EngineOptions {
  database: Database
  jobs: readonly BoundJob[]
  schedules: readonly Schedule[]
  /** Told of every change of a job, topic `job` (see jobs/job-news.ts). */
  bus: Bus
  logger: Logger
  /** Jobs at a time in this process; 4 unless said (library contract 31.1). */
  concurrency?: number
  /** False for a process that only asks for jobs (role `web`). */
  runs: boolean
  /** Whether other processes write to this database. Always so on PostgreSQL; on SQLite only when roles are split. */
  isShared?: boolean
  /** Redis engine only. */
  redis?: { url: string; prefix?: string }
  /** Other spans than the usual ones, for tests. */
  timing?: Partial<Timing>
}

export type EngineKind = 'embedded' | 'redis'
