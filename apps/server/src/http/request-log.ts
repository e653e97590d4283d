import type { FastifyInstance } from 'fastify'
import { pathOf } from './path-of.ts'

const QUIET = new Set(['/api/health', '/metrics'])

/**
 * One line for each request, after its answer. The route's pattern stands for the address, because ids and device
 * tokens are in paths and secrets in queries; only a path that nobody bound is written as it came, without its query.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? pathOf(request.url)
    const fields = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      user: request.principal?.publicId,
    }
    if (QUIET.has(route)) request.log.debug(fields, 'request')
    else request.log.info(fields, 'request')
    done()
  })
}
