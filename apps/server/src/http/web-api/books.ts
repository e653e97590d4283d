import * as contract from '@colophon/contract/web/books.ts'
import type { FastifyInstance } from 'fastify'
import type { BookFilters } from '#domain/catalog/book-filters.ts'
import { findFileOrThrow } from '#domain/catalog/edit-files.ts'
import { FacetCounts } from '#domain/catalog/facets.ts'
import { forgetFiles } from '#domain/library/forget-missing.ts'
import { listLibraries } from '#domain/library/library-store.ts'
import { separateFile } from '#domain/library/separate-file.ts'
import { readBookPage } from '#domain/reading/book-page.ts'
import { conflict } from '#kernel/errors.ts'
import { sendBookFile } from '../files/send-book-file.ts'
import { route } from '../route.ts'
import { presentBookPage } from './present-book-page.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

const MOST = 200

/** The list of books, the page of a book and its files, as the web app sees them. */
export function webBookRoutes(app: FastifyInstance, deps: WebBookDeps): void {
  const { db, dialect, lists, http } = deps
  const facetCounts = new FacetCounts(db)
  const card = presentCard(http.urlBase)

  route(app, contract.listBookCards, async ({ query, principal }) => {
    const offset = Number(query.offset ?? 0)
    const filters = await resolveFilters(query)
    if (!filters) return { items: [], total: 0, offset }
    const { ids, total } = await lists.page({
      filters,
      order: query.sort ?? 'title',
      direction: query.direction ?? 'asc',
      offset,
      limit: Math.min(Math.max(1, Number(query.limit ?? 50)), MOST),
    })
    const cards = await deps.readCards(ids, principal.userId)
    return { items: cards.map(card), total, offset }
  })

  /** Public ids become internal ones; undefined where one of them is not known, so that nothing can match. */
  async function resolveFilters(query: contract.BookFilters): Promise<BookFilters | undefined> {
    const filters: BookFilters = {}
    for (const [name, table] of TABLES) {
      const publicId = query[name]
      if (publicId === undefined) continue
      const row = await db.selectFrom(table).select('id').where('public_id', '=', publicId).executeTakeFirst()
      if (!row) return undefined
      filters[name] = row.id
    }
    if (query.format !== undefined) filters.format = query.format
    if (query.language !== undefined) filters.language = query.language
    if (query.missing !== undefined) filters.missing = query.missing === 'true'
    return filters
  }

  route(app, contract.readBookPage, async ({ params, principal }) =>
    presentBookPage(await readBookPage(deps, params.bookId, principal.userId), http.urlBase),
  )

  route(app, contract.readFacets, async () => {
    const [{ libraryCounts, ...facets }, libraries] = await Promise.all([facetCounts.read(), listLibraries(db)])
    return {
      ...facets,
      libraries: libraries.map(({ id, publicId, name }) => ({
        id: publicId,
        name,
        bookCount: libraryCounts.get(id) ?? 0,
      })),
    }
  })

  route(app, contract.readFileContent, async ({ params, request, reply }) =>
    sendBookFile(db, request, reply, await findFileOrThrow(db, params.fileId), 'inline'),
  )

  route(app, contract.separateFile, ({ params, principal }) =>
    separateFile(deps, { filePublicId: params.fileId, userId: principal.userId }),
  )

  route(app, contract.forgetMissingFile, async ({ params }) => {
    const file = await findFileOrThrow(db, params.fileId)
    if (file.missing_since === null)
      throw conflict('file.there', 'the file is where it was; only missing ones are forgotten')
    await deps.transaction((trx) => forgetFiles(trx, dialect, [file.id]))
  })
}

const TABLES = [
  ['library', 'libraries'],
  ['author', 'authors'],
  ['series', 'series'],
  ['tag', 'tags'],
] as const
