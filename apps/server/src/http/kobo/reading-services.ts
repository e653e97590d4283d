import * as contract from '@colophon/contract/devices/kobo.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findBookByAnyId } from '#domain/catalog/any-id.ts'
import {
  type AnnotatingReader,
  changedBooks,
  findAnnotatingReader,
  listNativeAnnotations,
  MOST_CHANGES,
  takeAnnotations,
} from '#domain/devices/kobo/annotations.ts'
import { route } from '../route.ts'
import { bodyOf, membersOf, sendJson } from './answer.ts'
import type { KoboRouteDeps } from './context.ts'

/**
 * The services that readers call at the root, without the token in the path (device contract B.13). A reader replaces all its highlights by
 * whatever it is answered, so nothing is answered that is not certain.
 */
export function readingServiceRoutes(app: FastifyInstance, deps: KoboRouteDeps): void {
  async function readerOf({ headers }: FastifyRequest): Promise<AnnotatingReader | undefined> {
    const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1]
    const identity = token === undefined ? undefined : deps.deviceTokens.verify(token)
    return identity && findAnnotatingReader(deps, identity)
  }

  route(app, contract.checkForChanges, async ({ request, reply }) => {
    const reader = await readerOf(request)
    const asked = bodyOf(request)
    if (!reader?.hasAnnotations || !Array.isArray(asked)) return sendJson(reply, [])
    const known = asked.slice(0, MOST_CHANGES).flatMap((item: unknown) => {
      const { ContentId, etag } =
        item !== null && typeof item === 'object' ? ({ ...item } as Record<string, unknown>) : {}
      return typeof ContentId === 'string' && typeof etag === 'string' ? [{ contentId: ContentId, etag }] : []
    })
    return sendJson(reply, await changedBooks(deps, reader, known))
  })

  route(app, contract.readAnnotations, async ({ params, request, reply }) => {
    const reader = await readerOf(request)
    const book = reader?.hasAnnotations ? await findBookByAnyId(deps, reader.scope, params.contentId) : undefined
    const set = reader && book ? await listNativeAnnotations(deps.db, reader.userId, book.id) : undefined
    // An empty set would take all highlights off the reader.
    if (!set) return sendJson(reply, {}, 401)
    return sendJson(reply.header('etag', set.etag), { annotations: set.annotations, nextPageOffsetToken: null })
  })

  route(app, contract.tellAnnotations, async ({ params, request, reply }) => {
    const reader = await readerOf(request)
    const book = reader && (await findBookByAnyId(deps, reader.scope, params.contentId))
    if (!reader || !book) return sendJson(reply, {})
    const { updatedAnnotations, deletedAnnotationIds } = membersOf(request)
    const etag = await takeAnnotations(deps, reader, book, {
      updated: Array.isArray(updatedAnnotations) ? updatedAnnotations : [],
      deleted: Array.isArray(deletedAnnotationIds) ? deletedAnnotationIds.filter((id) => typeof id === 'string') : [],
    })
    return sendJson(reply.header('etag', etag), {})
  })

  for (const method of ['GET', 'POST'] as const) {
    route(app, contract.userStorage(method), ({ reply }) => sendJson(reply, {}))
  }
}
