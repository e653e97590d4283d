import * as contract from '@colophon/contract/web/wanted.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import type { AcquiredBook } from '#domain/monitoring/acquired-books.ts'
import { listBooks } from '#domain/monitoring/list-books.ts'
import { coverImageAddress, type ImageAddress, imageAddress } from '../image-address.ts'
import { route } from '../route.ts'

export interface WantedRouteDeps {
  db: Db
  dialect: Dialect
  http: { urlBase: string; acquisition: { areAccountsApart: boolean } }
}

const MOST = 200
const USUAL = 50

/** What is wanted, a page at a time: the list that other clients get is not paged. */
export function webWantedRoutes(app: FastifyInstance, { db, dialect, http }: WantedRouteDeps): void {
  const present = presentWanted(imageAddress(http.urlBase))
  const scope = createScopes({ areApart: http.acquisition.areAccountsApart })

  route(app, contract.pageOfWanted, async ({ query, principal }) => {
    const offset = Number(query.offset ?? 0)
    const limit = Math.min(Math.max(Number(query.limit ?? USUAL), 1), MOST)
    const filter = { status: 'wanted', sort: 'title-az' as const, scope: scope.of(principal) }
    const { items, total } = await listBooks(db, dialect, filter, { limit, offset })
    return { items: items.map(present), total, offset }
  })
}

const presentWanted =
  (address: ImageAddress) =>
  ({ book, author, files }: AcquiredBook): contract.WantedBook => ({
    number: book.id,
    title: book.title,
    author: { number: author?.id ?? 0, name: author?.author_name ?? '' },
    imageUrl: coverImageAddress(address, book) || null,
    releaseDate: book.release_date?.slice(0, 10) ?? null,
    mediaType: book.media_type,
    has: [...new Set(files.map(({ media }) => media))],
  })
