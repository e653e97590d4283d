import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/web/jobs.ts'
import type { FastifyInstance } from 'fastify'
import { route } from '#http/route.ts'
import type { JobRow } from '#jobs/claim.ts'
import { cancelJob, deleteJob, type JobControl, retryJob } from '#jobs/control.ts'
import type { JobProgress } from '#jobs/define-job.ts'
import { countJobs, listJobs, sumCounts } from '#jobs/list-jobs.ts'

/** The jobs page of the web app; for administrators. */
export function webJobRoutes(app: FastifyInstance, deps: JobControl): void {
  const db = deps.database.reader

  route(app, contract.listJobs, async ({ query }) => {
    const paging = readPaging(query)
    const { items, total } = await listJobs(db, query, paging)
    return { items: items.map(presentJob), total, offset: paging.offset, counts: sumCounts(await countJobs(db)) }
  })
  route(app, contract.retryJob, ({ params }) => retryJob(deps, params.jobId))
  route(app, contract.cancelJob, ({ params }) => cancelJob(deps, params.jobId))
  route(app, contract.deleteJob, ({ params }) => deleteJob(deps, params.jobId))
}

const presentJob = (row: JobRow): contract.Job => ({
  id: row.public_id,
  name: row.name,
  queue: row.queue,
  priority: row.priority,
  state: row.state,
  payload: row.payload_json,
  progress: row.progress_json as JobProgress | null,
  result: row.result_json,
  error: row.error,
  attemptsMade: row.attempts_made,
  attemptsMax: row.attempts_max,
  isCancelRequested: row.is_cancel_requested,
  runAt: row.run_at,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})
