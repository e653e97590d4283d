import { type Static, Type } from 'typebox'
import { LenientPaging, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'

export const JobState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('active'),
  Type.Literal('completed'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
])
export type JobState = Static<typeof JobState>

export const JobProgress = Type.Object({
  done: Type.Number(),
  /** Null while it is not known. */
  total: Nullable(Type.Number()),
  text: Type.Optional(Type.String()),
})
export type JobProgress = Static<typeof JobProgress>

/** A piece of background work, as an administrator sees it. */
export const Job = Type.Object({
  id: Type.String(),
  /** Area and verb: `library.scan`. */
  name: Type.String(),
  queue: Type.String(),
  priority: Type.Integer(),
  state: JobState,
  /** What it was asked for, as JSON. */
  payload: Type.Unknown(),
  progress: Nullable(JobProgress),
  result: Type.Unknown(),
  error: Nullable(Type.String()),
  attemptsMade: Type.Integer(),
  attemptsMax: Type.Integer(),
  isCancelRequested: Type.Boolean(),
  /** Not before; in the future for a job that waits for its time or for its next try. */
  runAt: Type.String(),
  createdAt: Type.String(),
  startedAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
})
export type Job = Static<typeof Job>

export const JobCounts = Type.Object({
  waiting: Type.Integer(),
  active: Type.Integer(),
  completed: Type.Integer(),
  failed: Type.Integer(),
  cancelled: Type.Integer(),
})

export const listJobs = endpoint({
  method: 'GET',
  path: '/api/web/jobs',
  summary: 'List background jobs, the one asked for last first, with counts of all states',
  tag,
  access: 'admin',
  query: Type.Object({
    state: Type.Optional(JobState),
    queue: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    ...LenientPaging.properties,
  }),
  response: Type.Object({
    items: Type.Array(Job),
    total: Type.Integer(),
    offset: Type.Integer(),
    /** Of all jobs, whatever the filter says. */
    counts: JobCounts,
  }),
})

const params = Type.Object({ jobId: Type.String({ minLength: 1 }) })

export const retryJob = endpoint({
  method: 'POST',
  path: '/api/web/jobs/:jobId/retry',
  summary: 'Run a job now: start over one that has ended, do not wait longer with one that waits',
  tag,
  access: 'admin',
  params,
  status: 204,
  failures: { 404: 'no such job', 409: 'it is running, or the same job is waiting already' },
})

export const cancelJob = endpoint({
  method: 'POST',
  path: '/api/web/jobs/:jobId/cancel',
  summary: 'Call a job off; one that runs is told to stop',
  tag,
  access: 'admin',
  params,
  status: 204,
  failures: { 404: 'no such job', 409: 'it has ended already' },
})

export const deleteJob = endpoint({
  method: 'DELETE',
  path: '/api/web/jobs/:jobId',
  summary: 'Forget a job that is not running',
  tag,
  access: 'admin',
  params,
  status: 204,
  failures: { 404: 'no such job', 409: 'it is running' },
})
