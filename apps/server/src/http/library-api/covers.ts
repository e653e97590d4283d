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
    const fixed = { etag: tag, 'cache-control': 'private, max-age=31536000, immutable', vary: 'cookie, authorization' }
    if (request.headers['if-none-match'] === tag) return reply.code(304).headers(fixed).send()
    const { bytes, mime } = await openCover(deps, params.hash, variant)
    reply.headers(fixed).type(mime)
    return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  })
}
