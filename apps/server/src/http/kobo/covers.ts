import * as contract from '@colophon/contract/devices/kobo.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findBookByAnyId } from '#domain/catalog/any-id.ts'
import { fitCover } from '#domain/metadata/fit-cover.ts'
import { notFound } from '#kernel/errors.ts'
import { route } from '../route.ts'
import { callerOf, type KoboRouteDeps } from './context.ts'

const SMALLEST = 16
const LARGEST = 2_000
const QUALITY = 80

/** Covers in the size of the reader that asks (device contract B.8). */
export function coverRoutes(app: FastifyInstance, deps: KoboRouteDeps): void {
  for (const path of contract.COVER_PATHS) {
    route(app, contract.readCover(path), async ({ params, request, reply }) => {
      const book = await findBook(deps, request, params.imageId)
      if (!book) throw notFound('cover', params.imageId)
      const { bytes, tag } = await fitCover(
        deps,
        { cover: book.cover, title: book.title, authors: book.card_json.authors ?? [] },
        {
          width: sizeOf(params.width),
          height: sizeOf(params.height),
          quality: qualityOf(params.quality),
          isGrey: params.grey.toLowerCase() === 'true',
        },
      )
      reply.headers({ etag: `"${tag}"`, 'cache-control': 'public, max-age=86400' })
      if (request.headers['if-none-match']?.includes(`"${tag}"`)) return reply.code(304).send()
      return reply.type('image/jpeg').header('content-length', bytes.length).send(Buffer.from(bytes))
    })
  }
}

/** By the id of a book, with or without the number of its cover behind it. */
async function findBook(deps: KoboRouteDeps, request: FastifyRequest, imageId: string) {
  const { scope } = callerOf(request)
  return (
    (await findBookByAnyId(deps, scope, imageId)) ??
    (/-\d+$/.test(imageId) ? await findBookByAnyId(deps, scope, imageId.replace(/-\d+$/, '')) : undefined)
  )
}

const sizeOf = (text: string) =>
  /^\d{1,9}$/.test(text) ? Math.min(LARGEST, Math.max(SMALLEST, Number(text))) : LARGEST

function qualityOf(text: string | undefined): number {
  const quality = text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : QUALITY
  return quality >= 1 && quality <= 100 ? quality : QUALITY
}
