import { getImage } from '@colophon/contract/acquisition/images.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayAcquire } from '#domain/identity/acquirers.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { openCover } from '#domain/metadata/open-cover.ts'
import type { RemotePictures } from '#domain/metadata/remote-pictures.ts'
import type { CoverDeps } from '#domain/metadata/render-covers.ts'
import { DomainError, invalid, notFound } from '#kernel/errors.ts'
import { coverHash } from '../cover-address.ts'
import { presentError } from '../errors.ts'
import { sendFile } from '../files/send-file.ts'
import { readId } from './ids.ts'
import { acquisitionRoute as route } from './route.ts'

export interface ImageRouteDeps extends CoverDeps {
  pictures: RemotePictures
}

/** Pictures of others, so that browsers ask nobody but this server (acquisition contract 4.38, 1.11). */
export function imageRoutes(app: FastifyInstance, deps: ImageRouteDeps): void {
  route(app, getImage, async ({ query, principal, request, reply }) => {
    try {
      return await sendImage(deps, query.url ?? '', { principal, request, reply })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const { status, message } = presentError(error)
      return reply.removeHeader('cache-control').code(status).type('text/plain; charset=utf-8').send(message)
    }
  })
}

const A_MONTH = 'public, max-age=2592000'

interface Exchange {
  principal: Principal
  request: FastifyRequest
  reply: FastifyReply
}

async function sendImage(deps: ImageRouteDeps, url: string, exchange: Exchange) {
  if (url === '') throw invalid('picture.address', 'url required')
  if (url.startsWith('cover:')) return sendCover(deps, readId(url.slice('cover:'.length)), exchange)
  return sendRemote(deps, url, exchange)
}

async function sendRemote({ pictures }: ImageRouteDeps, url: string, { request, reply }: Exchange) {
  const { path, mime } = await pictures.open(url)
  const kind = mime.split('/')[1] ?? ''
  const shown = { path, fileType: kind, type: mime, fileName: `picture.${kind}`, disposition: 'inline' } as const
  return sendFile(request, reply, { ...shown, caching: A_MONTH })
}

/** The cover of a book, wherever it is: readers have those of their libraries elsewhere, everybody else sees every book. */
async function sendCover(deps: ImageRouteDeps, bookId: number, exchange: Exchange) {
  if (!mayAcquire(exchange.principal.role)) throw notFound('cover', bookId)
  const book = await deps.db
    .selectFrom('books')
    .select('cover')
    .where('id', '=', bookId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!book?.cover) throw notFound('cover', bookId)
  const hash = coverHash(book.cover)
  if (hash === undefined) return sendRemote(deps, book.cover, exchange)
  const { request, reply } = exchange
  const tag = `"${hash}"`
  const fixed = { etag: tag, 'cache-control': 'private, no-cache' }
  if (request.headers['if-none-match'] === tag) return reply.code(304).headers(fixed).send()
  const { bytes, mime } = await openCover(deps, hash, 'original')
  return reply
    .headers(fixed)
    .type(mime)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
