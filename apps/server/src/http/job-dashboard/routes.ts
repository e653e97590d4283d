import { readFileSync } from 'node:fs'
import { readPaging } from '@colophon/contract/common.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { Type } from 'typebox'
import { readJson } from '#http/body.ts'
import { sendError } from '#http/errors.ts'
import { compileReader } from '#http/validation.ts'
import { cancelJob, deleteJob, type JobControl, retryJob } from '#jobs/control.ts'
import { countJobs, JOB_STATES, listJobs, noJobs } from '#jobs/list-jobs.ts'
import { QUEUES } from '#jobs/turns.ts'
import { DomainError } from '#kernel/errors.ts'
import { type Action, address, dashboardPage } from './page.ts'
import { doers, forEachTask, presentQueue, presentTask } from './tasks.ts'

const ROOT = '/asynqmon'
const CHANGES: HTTPMethods[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** What the page says after a button, by what is in its address: text in an address would be anybody's. */
const SAID: Readonly<Record<string, string>> = {
  retry: 'The job runs again.',
  cancel: 'The job is called off.',
  delete: 'The job is deleted.',
  'job.not-found': 'The job is not there any more.',
  'job.running': 'The job is running; cancel it first.',
  'job.ended': 'The job has ended already.',
  'job.waits-already': 'The same job is waiting already.',
}

const readBatch = compileReader(Type.Object({ task_ids: Type.Array(Type.String(), { maxItems: 1_000 }) }), 'body')
const style = readFileSync(new URL('assets/dashboard.css', import.meta.url), 'utf8')

type Query = { queue?: string; state?: string; limit?: string; offset?: string; said?: string }

/**
 * The page over the background jobs, with its JSON part (library contract 30.2). Every path below it is closed in the
 * same way, also one that is not there: administrators by session only, changes by cookie only from our own pages.
 */
export function jobDashboardRoutes(app: FastifyInstance, deps: JobControl): void {
  const db = deps.database.reader
  const admit = async (request: FastifyRequest) => {
    request.principal = await app.door.gate.admit(request, { access: 'admin-jwt' })
  }
  const on = (
    method: HTTPMethods | HTTPMethods[],
    path: string,
    handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> | unknown,
  ) => app.route({ method, url: `${ROOT}${path}`, onRequest: admit, handler })

  const view = async (queue: string | undefined, { state, ...query }: Query) => {
    const paging = readPaging(query)
    const known = JOB_STATES.find((one) => one === state)
    return { ...paging, state: known, ...(await listJobs(db, { queue, state: known }, paging)) }
  }
  const queues = async () => {
    const counted = new Map((await countJobs(db)).map(({ queue, counts }) => [queue, counts]))
    return QUEUES.map((queue) => ({ queue, counts: counted.get(queue) ?? noJobs() }))
  }

  on(['GET', 'HEAD'], '', async (request, reply) => {
    // Links of the page are relative to the folder; both forms arrive here.
    const [path = '', search] = request.url.split('?', 2)
    if (!path.endsWith('/')) return reply.redirect(`asynqmon/${search === undefined ? '' : `?${search}`}`, 301)
    const query = request.query as Query
    const { items, state, ...page } = await view(query.queue, query)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(
        dashboardPage({
          ...page,
          jobs: items,
          queues: await queues(),
          filter: { queue: query.queue, state },
          notice: SAID[query.said ?? ''],
        }),
      )
  })
  on('GET', '/dashboard.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style))

  on('POST', '/tasks/:id/:action', async (request, reply) => {
    const { id, action } = request.params as { id: string; action: string }
    const act = Object.hasOwn(doers, action) ? doers[action as Action] : undefined
    if (!act) return sendError(reply, 404, 'there is nothing at this path')
    const { queue, state, offset } = request.query as Query
    const said = await act(deps, id).then(
      () => action,
      (error: unknown) => {
        if (error instanceof DomainError) return error.code
        throw error
      },
    )
    return reply.redirect(`../../${address({ queue, state, offset, said }).slice(2)}`, 303)
  })

  on('GET', '/api/queues', async (_request, reply) => json(reply, { queues: (await queues()).map(presentQueue) }))
  on('GET', '/api/queues/:queue/tasks', async (request, reply) => {
    const { queue } = request.params as { queue: string }
    const { items, total, offset } = await view(queue, request.query as Query)
    return json(reply, { tasks: items.map(presentTask), total, offset })
  })
  const batch = (
    name: string,
    act: (deps: JobControl, id: string) => Promise<void>,
    present: (outcome: { done: string[]; failed: string[] }) => object,
  ) =>
    on('POST', `/api/queues/:queue/tasks::batch-${name}`, async (request, reply) => {
      const { task_ids } = readBatch(readJson(request.body)) as { task_ids: string[] }
      return json(reply, present(await forEachTask(deps, task_ids, act)))
    })
  batch('run', retryJob, ({ done, failed }) => ({ pending_ids: done, error_ids: failed }))
  batch('cancel', cancelJob, ({ done, failed }) => ({ cancelled_ids: done, error_ids: failed }))
  batch('delete', deleteJob, ({ done, failed }) => ({ deleted_ids: done, failed_ids: failed }))

  const nothing = (_request: FastifyRequest, reply: FastifyReply) =>
    sendError(reply, 404, 'there is nothing at this path')
  on(CHANGES, '', nothing)
  on(['GET', 'HEAD', ...CHANGES], '/*', nothing)
}

const json = (reply: FastifyReply, value: object) =>
  reply.type('application/json; charset=utf-8').send(JSON.stringify(value))
