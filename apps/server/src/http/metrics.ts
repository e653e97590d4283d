import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import type { JobTimes } from '#jobs/job-times.ts'
import { durationHistogram } from '#kernel/duration-histogram.ts'

export interface MetricDeps {
  db: Db
  /** How the jobs of this process ended. */
  jobTimes: JobTimes
  build: { version: string; commit: string; date: string }
}

/**
 * `GET /metrics` for Prometheus, without credentials (acquisition contract 1.1, 4.1): requests, jobs, the process. Names
 * that begin with `bindery_` are those of the contract; the others are our own.
 */
export function metricRoutes(app: FastifyInstance, { db, jobTimes, build }: MetricDeps): void {
  const requests = durationHistogram()
  let processMetrics: Promise<{ contentType: string; read(): Promise<string> }> | undefined

  app.addHook('onResponse', (request, reply, done) => {
    // A path that nobody bound is no name: anybody could make up as many as they like.
    const route = request.routeOptions.url ?? 'other'
    requests.observe([request.method, route, String(reply.statusCode)], reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', async (_request, reply) => {
    processMetrics ??= openProcessMetrics()
    const { contentType, read } = await processMetrics
    const own = [
      buildText(build),
      requests.countText('bindery_http_requests_total', 'Requests by route and status.', REQUEST),
      requests.text('bindery_http_request_duration_seconds', 'How long requests took, by route.', REQUEST.slice(0, 2)),
      requests.text('colophon_http_request_duration_seconds', 'The same, by route and status.', REQUEST),
      jobTimes.countText('bindery_scheduler_runs_total', 'Jobs by how they ended.', ['job', 'result']),
      jobTimes.text('bindery_scheduler_run_duration_seconds', 'How long jobs took.', ['job']),
    ]
    return reply.type(contentType).send([...own, await jobsText(db), await read()].join('\n'))
  })
}

const REQUEST = ['method', 'route', 'status']

const buildText = ({ version, commit, date }: MetricDeps['build']) =>
  `# HELP bindery_build_info What was built, and when.\n# TYPE bindery_build_info gauge\nbindery_build_info{version="${clean(version)}",commit="${clean(commit)}",date="${clean(date)}"} 1\n`

const clean = (text: string) => text.replace(/["\\\n]/g, '_')

/** Loaded with the first question: most installations never ask, and it is not small. */
async function openProcessMetrics() {
  const { collectDefaultMetrics, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return { contentType: registry.contentType, read: () => registry.metrics() }
}

async function jobsText(db: Db): Promise<string> {
  const rows = await db
    .selectFrom('jobs')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const head = '# HELP colophon_jobs Jobs by state.\n# TYPE colophon_jobs gauge\n'
  return head + rows.map(({ state, count }) => `colophon_jobs{state="${state}"} ${count}\n`).join('')
}
