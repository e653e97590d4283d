import { getCover } from '@colophon/contract/web/libraries.ts'
import type { FastifyInstance } from 'fastify'
import { openCover } from '#domain/metadata/open-cover.ts'
import type { CoverDeps } from '#domain/metadata/render-covers.ts'
import { route } from '../route.ts'

/** Covers under addresses of their content: what once was there never changes (architecture 13.16). */
export function coverRoutes(app: FastifyInstance, deps: CoverDeps): void {
  route(app, getCover, async ({ params, query, request, reply }) => {
    const variant = query.size ?? 'original'
    const tag = `"${params.hash.slice(0, 64)}-${variant}"`
    reply
      .header('etag', tag)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('vary', 'cookie, authorization')
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    const cover = await openCover(deps, params.hash, variant)
    return reply.type(cover.mime).send(Buffer.from(cover.bytes.buffer, cover.bytes.byteOffset, cover.bytes.byteLength))
  })
}
