import * as contract from '@colophon/contract/devices/opds.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import { findCover } from '#domain/devices/feeds/find-cover.ts'
import { findFeedFile } from '#domain/devices/feeds/find-feed-file.ts'
import { StreamedPages } from '#domain/devices/feeds/streamed-pages.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { openCover } from '#domain/metadata/open-cover.ts'
import { openThumbnail } from '#domain/metadata/open-thumbnail.ts'
import type { CoverDeps } from '#domain/metadata/render-covers.ts'
import type { ComicReader } from '#domain/reading/comic-pages.ts'
import { reportPlace } from '#domain/reading/places.ts'
import { notFound } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import { route } from '../route.ts'
import { holds } from './conditional.ts'
import { typeOfPicture } from './media-types.ts'

export interface OpdsImageDeps extends CoverDeps {
  dialect: Dialect
  scopes: Scopes
  comics: ComicReader
  logger: Logger
}

/** Their addresses name what they show, or where it is another one tomorrow, it matters to nobody. */
const FOR_A_DAY = 'private, max-age=86400'
const LARGEST_BYTES = 20 * 1024 * 1024
const [NARROWEST, WIDEST] = [64, 4_000]

/** Covers, and pages of comics one by one (device contract A.11, A.15). */
export function opdsImageRoutes(app: FastifyInstance, deps: OpdsImageDeps): void {
  const { comics, clock, scopes } = deps
  const coverOf = (principal: Principal, bookId: string) => findCover(deps, scopes.of(principal), bookId)
  const streamed = new StreamedPages()

  async function sendCover(request: FastifyRequest, reply: FastifyReply, principal: Principal, bookId: string) {
    const hash = await coverOf(principal, bookId)
    return sendPicture(request, reply, `"${hash}"`, () => wholeCover(deps, hash))
  }

  route(app, contract.readCover, ({ params, principal, request, reply }) =>
    sendCover(request, reply, principal, params.id),
  )

  route(app, contract.readImage, ({ query, principal, request, reply }) => {
    const [, bookId] = /^cover:(.{1,40})$/.exec(query.url ?? '') ?? []
    if (bookId === undefined) throw notFound('picture', query.url)
    return sendCover(request, reply, principal, bookId)
  })

  route(app, contract.readThumbnail, async ({ params, principal, request, reply }) => {
    const hash = await coverOf(principal, params.id)
    const draw = async () => ({ bytes: await openThumbnail(deps, hash), mime: 'image/jpeg' })
    return sendPicture(request, reply, `"${hash}-thumb"`, draw)
  })

  route(app, contract.streamPage, async ({ params, query, principal, request, reply }) => {
    const file = await findFeedFile(deps, scopes.of(principal), params.id)
    const page = /^\d{1,6}$/.test(query.page ?? '') ? Number(query.page) : -1
    const { sizes } = await comics.list(file.publicId)
    if (page < 0 || page >= sizes.length) throw notFound('page', query.page)
    const { bytes, mime, tag } = await comics.page(file.publicId, page + 1, widthOf(query.width), 'jpeg')
    const isFetched = request.method === 'GET'
    if (isFetched && streamed.isRead(principal.userId, file.key, page, clock.now().getTime())) {
      await notePlace(principal.userId, file, page + 1, sizes.length)
    }
    return sendPicture(request, reply, tag, async () => ({ bytes, mime }))
  })

  /** Best effort: the page is shown, whatever becomes of the note. */
  async function notePlace(
    userId: number,
    { publicId, bookPublicId }: { publicId: string; bookPublicId: string },
    number: number,
    pages: number,
  ) {
    const report = { fraction: number / pages, locator: `page:${number}`, source: 'opds', fileId: publicId }
    try {
      await reportPlace(deps, userId, bookPublicId, report)
    } catch (error) {
      deps.logger.warn({ err: error }, 'a page that was read could not be noted')
    }
  }
}

interface Picture {
  bytes: Uint8Array
  mime: string
}

async function sendPicture(request: FastifyRequest, reply: FastifyReply, tag: string, open: () => Promise<Picture>) {
  reply.headers({ etag: tag, 'cache-control': FOR_A_DAY })
  if (holds(request, tag)) return reply.code(304).send()
  const { bytes, mime } = await open()
  return reply.type(mime).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** As it came where reading apps can show it, else drawn. */
async function wholeCover(deps: CoverDeps, hash: string): Promise<Picture> {
  const original = await openCover(deps, hash, 'original')
  const isShown = typeOfPicture(original.mime) === original.mime && original.bytes.length <= LARGEST_BYTES
  return isShown ? original : openCover(deps, hash, 'large')
}

/** Readers that do not know their width leave the braces in. */
const widthOf = (text: string | undefined): number | null =>
  /^\d{1,6}$/.test(text ?? '') ? Math.min(WIDEST, Math.max(NARROWEST, Number(text))) : null
