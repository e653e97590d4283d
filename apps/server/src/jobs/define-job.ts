import type { Static, TSchema } from 'typebox'
import type { JobRequest } from '#database/open.ts'
import type { Logger } from '#kernel/logger.ts'

/** Where a job waits. Weights as the library contract has them (31.1): critical 6, default 3, low 1. */
export type Queue = 'critical' | 'default' | 'low'

export interface JobContext {
  jobId: string
  /** 1 on the first try. */
  attempt: number
  /** Aborted by a time-out, a cancellation or the end of the process; work stops soon and throws. */
  signal: AbortSignal
  log: Logger
  /** Tells how far it is; shown on the jobs page and sent to listeners, at most a few times a second. */
  progress(progress: JobProgress): void
}

export interface JobProgress {
  done: number
  /** Null while it is not known. */
  total: number | null
  /** A few words for a person. */
  text?: string
}

export interface JobDescription<Payload extends TSchema, Deps, Result = unknown> {
  /** Area and verb: `library.scan`. On the dashboard and in logs. */
  name: string
  queue: Queue
  payload: Payload
  /** Jobs with equal keys that wait are one job. Without it every request is a job. */
  key?: (payload: Static<Payload>) => string
  /** Tries in all; 6 unless said (library contract 31.1: five retries). */
  attempts?: number
  timeoutSeconds: number
  /** May run twice and must do no harm then. */
  run(deps: Deps, payload: Static<Payload>, context: JobContext): Promise<Result>
  /**
   * For jobs that come often and mostly find nothing to do: whether a run was such a one, by what it returned. It leaves no
   * row and no line in the log then; a failed one stays, as always.
   */
  foundNothing?(result: Result): boolean
}

export interface JobDefinition<Payload extends TSchema = TSchema, Deps = unknown>
  extends JobDescription<Payload, Deps> {
  readonly attempts: number
  /** A request for `emit` (database/open.ts). */
  request(payload: Static<Payload>, options?: { delayMs?: number; priority?: number }): JobRequest
}

/** Declares a job next to its use case. */
export function defineJob<Payload extends TSchema, Deps, Result>(
  description: JobDescription<Payload, Deps, Result>,
): JobDefinition<Payload, Deps> {
  const { foundNothing, ...rest } = description
  return {
    ...rest,
    // What run() returned is what it is asked about.
    ...(foundNothing ? { foundNothing: (result: unknown) => foundNothing(result as Result) } : {}),
    attempts: description.attempts ?? 6,
    request: (payload, options = {}) => ({
      kind: 'job',
      name: description.name,
      payload,
      key: description.key ? description.key(payload) : null,
      ...options,
    }),
  }
}

/** What is known of a job without its collaborators: enough to write a request down (jobs/outbox.ts). */
export interface DeclaredJob {
  readonly name: string
  readonly queue: Queue
  readonly payload: TSchema
  readonly attempts: number
}

/** A definition with its collaborators, as the runner takes it. */
export interface BoundJob extends DeclaredJob {
  readonly timeoutSeconds: number
  run(payload: unknown, context: JobContext): Promise<unknown>
  foundNothing?(result: unknown): boolean
}

/** Binds a definition to its collaborators; done once, in app/compose.ts. */
export function bind<Payload extends TSchema, Deps>(definition: JobDefinition<Payload, Deps>, deps: Deps): BoundJob {
  const { name, queue, payload, attempts, timeoutSeconds, foundNothing } = definition
  return {
    name,
    queue,
    payload,
    attempts,
    timeoutSeconds,
    ...(foundNothing ? { foundNothing } : {}),
    run: (given, context) => definition.run(deps, given as Static<Payload>, context),
  }
}
