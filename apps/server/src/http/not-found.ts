import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isAcquisitionPath } from './acquisition-path.ts'
import { sendError } from './errors.ts'
import { type KnownPaths, knownPaths } from './known-paths.ts'
import { isKosyncPath, sendNoSuchPath } from './kosync/errors.ts'
import { isOpdsPath, sendOpdsError, sendRefusal } from './opds/errors.ts'
import { pathOf } from './path-of.ts'
import type { PublicAddress } from './public-base.ts'
import { refuseMethod } from './route.ts'

/** Roots that belong to interfaces: what is unknown below them is an error there, never the web app (contract 1.9). */
const INTERFACES = /^\/(api|opds|kobo|swagger|asynqmon|metrics)(\/|$)/

/**
 * Answers what no route took: 405 where only the method is wrong, 404 where an interface lives, the web app elsewhere.
 */
export function answerUnknownPaths(
  app: FastifyInstance,
  webApp: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>,
  opds: PublicAddress,
): void {
  let known: KnownPaths | undefined
  app.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request.url)
    known ??= knownPaths(app.door.bound)
    const methods = known.methodsAt(path)
    if (isOpdsPath(path)) return refuseReadingApp(app, request, reply, { ...opds, methods })
    if (methods) return refuseMethod(app.door, request, reply, methods)
    if (isAcquisitionPath(path)) {
      const isLetIn = await app.door.isLetInToAcquisition(request)
      return isLetIn ? sendError(reply, 404, 'not found') : sendError(reply, 401, 'unauthorized')
    }
    if (isKosyncPath(path)) return sendNoSuchPath(reply)
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !INTERFACES.test(path)
    return isPage ? webApp(request, reply) : sendError(reply, 404, 'there is nothing at this path')
  })
}

/** Who has not signed in is asked to, whatever they asked for: a reading app tries any address before its owner's password. */
async function refuseReadingApp(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  { methods, ...opds }: PublicAddress & { methods: string[] | undefined },
) {
  try {
    await app.door.gate.admit(request, { access: 'opds' })
  } catch (error) {
    return sendOpdsError(error, request, reply, opds)
  }
  const { urlBase } = opds
  if (!methods)
    return sendRefusal(request, reply, { status: 404, message: 'There is nothing at this address.', urlBase })
  reply.header('allow', methods.join(', '))
  return sendRefusal(request, reply, { status: 405, message: 'The catalogue can only be read.', urlBase })
}

/**
 * Refuses an empty id at the end of a path. A trailing slash means the same as none after an id (`/api/books/1/`), but
 * after a collection of things with ids it is a mistake of the caller (contract 1.1).
 */
export function refuseEmptyLastId(app: FastifyInstance): void {
  let collections: Set<string> | undefined
  app.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request.url)
    const hasOwnWay = isKosyncPath(path) || isOpdsPath(path) || path.startsWith('/kobo/') || isAcquisitionPath(path)
    if (path.length > 1 && path.endsWith('/') && !hasOwnWay) {
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
