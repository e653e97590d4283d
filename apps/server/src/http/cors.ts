import type { FastifyInstance } from 'fastify'
import { pathOf } from './path-of.ts'

/** Open to the browser extension of people who ask for it; nothing else ever is (library contract 1.8). */
const OPEN_PATHS = ['/api/libraries', '/api/books/upload', '/api/books/capture']

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, X-Request-ID',
  'access-control-max-age': '86400',
}

/** @param origins exact origins that may call; cookies are never among what they may use */
export function allowListedOrigins(app: FastifyInstance, origins: readonly string[]): void {
  const open = new Set(OPEN_PATHS)
  const listed = new Set(origins)
  if (listed.size > 0) {
    app.addHook('onRequest', (request, reply, done) => {
      const { origin } = request.headers
      if (open.has(pathOf(request.url))) {
        reply.header('vary', 'Origin')
        if (origin !== undefined && listed.has(origin)) reply.header('access-control-allow-origin', origin)
      }
      done()
    })
  }
  for (const url of OPEN_PATHS) {
    app.options(url, async (_request, reply) => {
      if (reply.hasHeader('access-control-allow-origin')) reply.headers(PREFLIGHT)
      return reply.code(204).send()
    })
  }
}
