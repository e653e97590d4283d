import * as contract from '@colophon/contract/acquisition/book.ts'
import { readPage } from '@colophon/contract/acquisition/common.ts'
import type { QueryOf } from '@colophon/contract/endpoint.ts'
import type { FastifyInstance } from 'fastify'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { removeBookFromQueueToo } from '#domain/downloads/forget-downloads.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { clearFilesOfBook } from '#domain/importing/delete-book-files.ts'
import type { ImportDeps } from '#domain/importing/import-deps.ts'
import { acquiredBookOrThrow, editionsOfBook, withParts } from '#domain/monitoring/acquired-books.ts'
import { historyOfBook } from '#domain/monitoring/acquisition-history.ts'
import type { AddAuthorDeps } from '#domain/monitoring/add-author.ts'
import { bulkBooks, bulkWanted } from '#domain/monitoring/bulk-books.ts'
import { excludeBook, updateBook } from '#domain/monitoring/change-book.ts'
import { enrichAudiobook } from '#domain/monitoring/enrich-audiobook.ts'
import { BOOK_SORTS, type BookFilter, listBooks, listWanted } from '#domain/monitoring/list-books.ts'
import { rebindBook } from '#domain/monitoring/rebind-book.ts'
import { ownerOf } from '../acquisition-scope.ts'
import { imageAddress } from '../image-address.ts'
import { readId } from './ids.ts'
import { presentBook, presentBookDetail, presentBookWithFiles } from './present-book.ts'
import { acquisitionRoute as route } from './route.ts'

export interface BookRouteDeps extends AddAuthorDeps, Pick<ImportDeps, 'disk' | 'folders'> {
  http: { urlBase: string; acquisition: { areAccountsApart: boolean } }
}

const HISTORY = 100

/** Books and what is wanted (acquisition contract 4.7, 4.8); searching and files stand elsewhere. */
export function acquisitionBookRoutes(app: FastifyInstance, deps: BookRouteDeps): void {
  const { db, dialect, http } = deps
  const scope = createScopes({ areApart: http.acquisition.areAccountsApart })
  const address = imageAddress(http.urlBase)
  const present = presentBook(address)
  const withFiles = presentBookWithFiles(address)
  const detail = presentBookDetail(address)

  const read = async (id: number, of: OwnerScope = null) => {
    const [parts] = await withParts(db, dialect, [await acquiredBookOrThrow(db, id, of)])
    if (!parts) throw new Error('a book that was just read is gone')
    return parts
  }
  const callOf = (id: string, principal: Principal) => ({
    ...{ id: readId(id), scope: scope.of(principal), userId: ownerOf(principal) },
  })

  route(app, contract.listBooks, async ({ query, principal }) => {
    const page = readPage(query)
    const { items, total } = await listBooks(db, dialect, readFilter(query, scope.of(principal)), page)
    return { items: items.map(present), total, ...page }
  })

  route(app, contract.getBook, async ({ params, principal }) => {
    const parts = await read(readId(params.id), scope.of(principal))
    const { id } = parts.book
    return detail({ ...parts, editions: await editionsOfBook(db, id), history: await historyOfBook(db, id, HISTORY) })
  })

  route(app, contract.updateBook, async ({ params, body, principal }) => {
    const call = callOf(params.id, principal)
    await updateBook(deps, call, body)
    return present(await read(call.id))
  })

  route(app, contract.deleteBook, async ({ params, query, principal }) => {
    const call = callOf(params.id, principal)
    const areFilesDeleted = query.deleteFiles === 'true'
    // Whoever asks for it finds them gone.
    if (areFilesDeleted) await clearFilesOfBook(deps, call)
    await removeBookFromQueueToo(deps, { ...call, areFilesDeleted })
  })

  route(
    app,
    contract.excludeBook,
    async ({ params, body, principal }) => {
      const call = callOf(params.id, principal)
      await excludeBook(deps, call, body.excluded)
      return present(await read(call.id))
    },
    { isBodyOptional: true },
  )

  route(app, contract.rebindBook, async ({ params, body, principal }) => {
    const call = callOf(params.id, principal)
    await rebindBook(deps, call, { ...body, foreignId: body.foreign_id ?? body.foreignId })
    return withFiles(await read(call.id))
  })

  route(app, contract.enrichAudiobook, async ({ params, principal }) => {
    const call = callOf(params.id, principal)
    await enrichAudiobook(deps, call)
    return present(await read(call.id))
  })

  route(app, contract.changeBooks, async ({ body, principal }) => ({
    results: await bulkBooks(deps, { scope: scope.of(principal), userId: ownerOf(principal) }, body),
  }))

  route(app, contract.listWanted, async ({ query, principal }) => {
    const filter = { hasExcluded: query.includeExcluded === 'true', scope: scope.of(principal) }
    return (await listWanted(db, dialect, filter)).map(present)
  })

  route(app, contract.changeWanted, async ({ body, principal }) => ({
    results: await bulkWanted(deps, { scope: scope.of(principal), userId: ownerOf(principal) }, body),
  }))
}

type Query = QueryOf<typeof contract.listBooks>

/** Leniently: what is not understood narrows nothing, but for an author who is no number and so has no books. */
function readFilter(query: Query, scope: OwnerScope): BookFilter {
  const day = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : undefined)
  const { authorId, monitored, mediaType } = query
  const isAuthor = authorId !== undefined && authorId !== ''
  return {
    ...(query.status ? { status: query.status } : {}),
    ...(isAuthor ? { authorId: /^\d{1,9}$/.test(authorId) ? Number(authorId) : 0 } : {}),
    search: query.search,
    ...(mediaType && ['ebook', 'audiobook', 'both'].includes(mediaType) ? { mediaType } : {}),
    ...(monitored === 'true' || monitored === 'false' ? { isMonitored: monitored === 'true' } : {}),
    releasedFrom: day(query.releaseFrom),
    releasedBefore: day(query.releaseBefore),
    hasExcluded: query.includeExcluded === 'true',
    sort: BOOK_SORTS.find((sort) => sort === query.sort) ?? (isAuthor ? 'date-old' : 'title-az'),
    scope,
  }
}
