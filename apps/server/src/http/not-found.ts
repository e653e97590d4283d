import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from './errors.ts'
import { type KnownPaths, knownPaths } from './known-paths.ts'
import { refuseMethod } from './route.ts'

/** Roots that belong to interfaces: what is unknown below them is an error there, never the web app (contract 1.9). */
const INTERFACES = /^\/(api|opds|kobo|swagger|asynqmon|metrics)(\/|$)/

export const pathOf = (url: string) => url.split(/[?#]/, 1)[0] ?? ''

/**
 * Answers what no route took: 405 where only the method is wrong, 404 where an interface lives, the web app elsewhere.
 */
export function answerUnknownPaths(
  app: FastifyInstance,
  webApp: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>,
): void {
  let known: KnownPaths | undefined
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url)
    known ??= knownPaths(app.door.bound)
    const methods = known.methodsAt(path)
    if (methods) return refuseMethod(reply, methods)
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !INTERFACES.test(path)
    return isPage ? webApp(request, reply) : sendError(reply, 404, 'there is nothing at this path')
  })
}

/**
 * Refuses an empty id at the end of a path. A trailing slash means the same as none after an id (`/api/books/1/`), but
 * after a collection of things with ids it is a mistake of the caller (contract 1.1).
 */
export function refuseEmptyLastId(app: FastifyInstance): void {
  let collections: Set<string> | undefined
  app.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request.url)
    if (path.length > 1 && path.endsWith('/')) {
      collections ??= collectionsOf(app.door.bound.map((endpoint) => endpoint.path))
      if (collections.has(path.slice(0, -1))) {
        sendError(reply, 400, 'an id in the path is empty')
        return
      }
    }
    done()
  })
}

/** Paths before a last `/:id`. */
export function collectionsOf(paths: readonly string[]): Set<string> {
  return new Set(paths.filter((path) => /\/:[^/]+$/.test(path)).map((path) => path.replace(/\/:[^/]+$/, '')))
}
