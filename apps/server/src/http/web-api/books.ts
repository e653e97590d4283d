import * as contract from '@colophon/contract/web/books.ts'
import type { FastifyInstance } from 'fastify'
import { findFileOrThrow } from '#domain/catalog/edit-files.ts'
import { forgetFiles } from '#domain/library/forget-missing.ts'
import { listLibraries } from '#domain/library/library-store.ts'
import { separateFile } from '#domain/library/separate-file.ts'
import { readBookPage } from '#domain/reading/book-page.ts'
import { filtersOf } from '#domain/reading/choose-books.ts'
import { pageByLastRead } from '#domain/reading/last-read.ts'
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
  const card = presentCard(http.urlBase)

  route(app, contract.listBookCards, async ({ query, principal }) => {
    const offset = Number(query.offset ?? 0)
    const filters = await filtersOf(deps, principal.userId, query)
    if (!filters) return { items: [], total: 0, offset }
    const { sort = 'title', direction = 'asc' } = query
    const limit = Math.min(Math.max(1, Number(query.limit ?? 50)), MOST)
    const page = { filters, direction, offset, limit }
    const { ids, total } =
      sort === 'lastRead'
        ? await pageByLastRead(deps, principal.userId, page)
        : await lists.page({ ...page, order: sort })
    const cards = await deps.readCards(ids, principal.userId)
    return { items: cards.map(card), total, offset }
  })

  route(app, contract.readBookPage, async ({ params, principal }) =>
    presentBookPage(await readBookPage(deps, params.bookId, principal.userId), http.urlBase),
  )

  route(app, contract.readFacets, async () => {
    const [{ libraryCounts, ...facets }, libraries] = await Promise.all([deps.facets.read(), listLibraries(db)])
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
