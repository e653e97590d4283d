import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import { durationHistogram } from './duration-histogram.ts'

/** `GET /metrics` for Prometheus, without credentials (acquisition contract 1.1): requests, jobs, the process. */
export function metricRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  const durations = durationHistogram('colophon_http_request_duration_seconds', 'How long requests took, by route.')
  let processMetrics: Promise<{ contentType: string; read(): Promise<string> }> | undefined

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'other'
    durations.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', async (_request, reply) => {
    processMetrics ??= openProcessMetrics()
    const { contentType, read } = await processMetrics
    return reply.type(contentType).send([durations.text(), await jobsText(db), await read()].join('\n'))
  })
}

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
