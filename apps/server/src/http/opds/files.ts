import * as contract from '@colophon/contract/devices/opds.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import { chooseFile } from '#domain/devices/feeds/choose-file.ts'
import { type FileOfFeed, findFeedFile } from '#domain/devices/feeds/find-feed-file.ts'
import type { Feeds } from '#domain/devices/feeds/read-feed.ts'
import { type KepubDeps, prepareKepub } from '#domain/devices/kepub/kepub-variants.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { placeInRoots } from '#domain/library/roots.ts'
import { recordDownload } from '#domain/reading/record-download.ts'
import { notFound } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import { sendFile } from '../files/send-file.ts'
import { route } from '../route.ts'
import { nameWithKind } from './addresses.ts'
import { typeOfFormat } from './media-types.ts'

export interface OpdsFileDeps extends KepubDeps {
  dialect: Dialect
  logger: Logger
}

/** Files of books, for reading apps (device contract A.11). */
export function opdsFileRoutes(app: FastifyInstance, deps: OpdsFileDeps, feeds: Feeds): void {
  const { db, scopes } = deps

  async function placeOf(file: FileOfFeed, format: string | undefined): Promise<{ path: string; fileName: string }> {
    if (format?.toLowerCase() === 'kepub' && file.format === 'epub') {
      const { path, outcome } = await prepareKepub(deps, { id: file.key, file_path: file.path })
      if (outcome === 'converted') return { path, fileName: file.name.replace(/(\.epub)?$/i, '.kepub.epub') }
    }
    const place = await placeInRoots(db, file.path)
    if (!place) throw notFound('file', file.path)
    return { path: place.real, fileName: nameWithKind(file) }
  }

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    { fileId, principal, format }: { fileId: string; principal: Principal; format?: string | undefined },
  ) {
    const { userId } = principal
    const file = await findFeedFile(deps, scopes.of(principal), fileId)
    const place = await placeOf(file, format)
    onceFetched(request, reply, () => void recordDownload(deps, { userId, fileId: file.key, source: 'opds' }))
    return sendFile(request, reply, {
      ...place,
      fileType: file.format,
      disposition: 'attachment',
      type: typeOfFormat(file.format),
      hasOneRangeOnly: true,
    })
  }

  route(app, contract.downloadBook, async ({ params, query, principal, request, reply }) => {
    const reader = { userId: principal.userId, scope: scopes.of(principal) }
    const { files } = await feeds.book(params.id, reader)
    return send(request, reply, { fileId: chooseFile(files, query.format).id, principal })
  })
  for (const endpoint of [contract.downloadFile, contract.downloadNamed] as const) {
    route(app, endpoint, ({ params, query, principal, request, reply }) =>
      send(request, reply, { fileId: params.id, principal, format: query.format }),
    )
  }
}

/** Readers look at the headers first, and go on where they were cut off: only a file that went out whole was fetched. */
function onceFetched({ method }: FastifyRequest, reply: FastifyReply, note: () => void): void {
  if (method !== 'GET') return
  reply.raw.once('finish', () => {
    const [, end, size] = /^bytes 0-(\d+)\/(\d+)$/.exec(String(reply.getHeader('content-range') ?? '')) ?? []
    const isWhole = reply.statusCode === 200 || (reply.statusCode === 206 && Number(end) === Number(size) - 1)
    if (isWhole) note()
  })
}
