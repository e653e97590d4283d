import * as contract from '@colophon/contract/web/media.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import type { ComicReader } from '#domain/reading/comic-pages.ts'
import { pathInLibrary } from '#domain/reading/file-on-disk.ts'
import type { MediaCache } from '#domain/reading/media-cache.ts'
import { findPart, readPlayback } from '#domain/reading/playback.ts'
import { notFound } from '#kernel/errors.ts'
import { sendFile } from '../files/send-file.ts'
import { route } from '../route.ts'

const FOREVER = 'private, max-age=31536000, immutable'

/** Pages of comics and the sound of audiobooks, for the readers in the browser. */
export function webMediaRoutes(
  app: FastifyInstance,
  deps: { db: Db; pool: BookPool; cache: MediaCache; comics: ComicReader },
): void {
  const { db, comics } = deps

  route(app, contract.readPlayback, ({ params }) => readPlayback(deps, params.fileId))

  route(app, contract.readPart, async ({ params, request, reply }) => {
    const { path, format, fileName } = await findPart(db, params.fileId, numberOf('part', params.position))
    const real = await pathInLibrary(db, path)
    return sendFile(request, reply, { path: real, fileType: format, fileName, disposition: 'inline' })
  })

  route(app, contract.listComicPages, async ({ params }) => {
    const { version, direction, sizes } = await comics.list(params.fileId)
    return {
      version,
      direction,
      pages: sizes.map((size) => ({ width: size?.width ?? null, height: size?.height ?? null })),
    }
  })

  route(app, contract.readComicPage, async ({ params, query, request, reply }) => {
    const width = query.width === undefined ? null : Number(query.width)
    const { bytes, mime, tag } = await comics.page(params.fileId, numberOf('page', params.number), width)
    // Under the version of another state of the file nothing is promised.
    const isLasting = query.version !== undefined && tag.startsWith(`"${query.version}-`)
    reply.headers({ etag: tag, 'cache-control': isLasting ? FOREVER : 'private, no-cache' })
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    return reply.type(mime).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  })
}

function numberOf(thing: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw notFound(thing, text)
  return Number(text)
}
