import * as contract from '@colophon/contract/library/progress.ts'
import type { FastifyInstance } from 'fastify'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { findPlace, type Place, reportPlace } from '#domain/reading/places.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'

/** Where the caller is in a book (architecture 13.8 and 13.18). */
export function progressRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  route(app, contract.readProgress, async ({ params, principal }) => {
    const book = await bookKeyOrThrow(deps.db, params.bookId)
    const place = await findPlace(deps.db, principal.userId, book)
    return place ? present(params.bookId, place) : null
  })

  route(app, contract.reportProgress, async ({ params, body, principal }) => {
    const { file_id: fileId, ...report } = body
    const place = await reportPlace(deps, principal.userId, params.bookId, { ...report, fileId: fileId ?? null })
    return present(params.bookId, place)
  })
}

const present = (
  bookId: string,
  { fraction, locator, source, device, fileId, at, knownAt }: Place,
): contract.Place => ({
  book_id: bookId,
  fraction,
  locator,
  source,
  device,
  file_id: fileId,
  at,
  updated_at: wholeSeconds(knownAt),
})
