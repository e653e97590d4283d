import * as contract from '@colophon/contract/acquisition/author.ts'
import { readPage } from '@colophon/contract/acquisition/common.ts'
import type { FastifyInstance } from 'fastify'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { deleteAlias } from '#domain/catalog/source-authors.ts'
import type { AuthorRow } from '#domain/monitoring/acquired-books.ts'
import { acquiredBookOrThrow, withParts } from '#domain/monitoring/acquired-books.ts'
import { type AddAuthorDeps, addAuthor } from '#domain/monitoring/add-author.ts'
import { addBook } from '#domain/monitoring/add-book.ts'
import { type AliasRow, aliasesOfAuthor, authorOrThrow, readAuthorPage } from '#domain/monitoring/author-reads.ts'
import { listSeriesOfAuthor } from '#domain/monitoring/author-series.ts'
import { bulkAuthors, refreshAuthor } from '#domain/monitoring/bulk-authors.ts'
import { removeAuthor, setGenresOfAuthor, updateAuthor } from '#domain/monitoring/change-author.ts'
import { AUTHOR_SORTS, listAuthors } from '#domain/monitoring/list-authors.ts'
import { mergeAuthors } from '#domain/monitoring/merge-authors.ts'
import { readRefreshOfAll, startRefreshOfAll } from '#domain/monitoring/refresh-all-authors.ts'
import { listRelinkCandidates, relinkAuthor } from '#domain/monitoring/relink-author.ts'
import type { SyncSummary } from '#domain/monitoring/sync-summary.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { DomainError, notFound } from '#kernel/errors.ts'
import { ownerOf } from '../acquisition-scope.ts'
import { imageAddress } from '../image-address.ts'
import { readId } from './ids.ts'
import { presentAuthor, presentFoundAuthor } from './present-author.ts'
import { presentBook } from './present-book.ts'
import { presentSeries } from './present-series.ts'
import { acquisitionRoute as route } from './route.ts'

export interface AuthorRouteDeps extends AddAuthorDeps {
  http: { urlBase: string; acquisition: { areAccountsApart: boolean } }
}

/** Authors: whom this side watches, and whose works it lists (acquisition contract 4.6). */
export function acquisitionAuthorRoutes(app: FastifyInstance, deps: AuthorRouteDeps): void {
  const { db, dialect, transaction, http } = deps
  const scope = createScopes({ areApart: http.acquisition.areAccountsApart })
  const address = imageAddress(http.urlBase)
  const present = presentAuthor(address)
  const book = presentBook(address)
  const series = presentSeries(address)

  const there = (author: AuthorRow) =>
    new DomainError('conflict', 'author.exists', 'author already exists', {
      details: { canonicalAuthorId: author.id, canonicalAuthor: present(author) },
    })

  route(app, contract.listAuthors, async ({ query, principal }) => {
    const page = readPage(query)
    const { monitored, search } = query
    const filter = {
      search,
      ...(monitored === 'true' || monitored === 'false' ? { isMonitored: monitored === 'true' } : {}),
      sort: AUTHOR_SORTS.find((sort) => sort === query.sort) ?? 'az',
      scope: scope.of(principal),
    }
    const { items, total } = await listAuthors(db, dialect, filter, page)
    return { items: items.map(({ author, counts }) => ({ ...present(author), statistics: counts })), total, ...page }
  })

  route(app, contract.addAuthor, async ({ body, principal, reply }) => {
    const { outcome, author } = await addAuthor(deps, body, ownerOf(principal))
    if (outcome === 'exists') throw there(author)
    if (outcome === 'relinked') reply.code(200)
    return present(author)
  })

  route(app, contract.addBook, async ({ body, principal }) => {
    const id = await addBook(deps, body, ownerOf(principal))
    const [parts] = await withParts(db, dialect, [await acquiredBookOrThrow(db, id)])
    if (!parts) throw notFound('book', id)
    return book(parts)
  })

  route(app, contract.changeAuthors, async ({ body, principal }) => ({
    results: await bulkAuthors(deps, { scope: scope.of(principal), ownerId: ownerOf(principal) }, body),
  }))

  route(app, contract.getAuthor, async ({ params, principal }) => {
    const { author, books, aliases, seriesIds } = await readAuthorPage(
      db,
      dialect,
      readId(params.id),
      scope.of(principal),
    )
    const lastSync = author.last_sync_json as SyncSummary | null
    return {
      ...present(author),
      ...(books.length > 0 ? { books: books.map(book) } : {}),
      ...(aliases.length > 0 ? { aliases: aliases.map(presentAlias) } : {}),
      ...(author.monitor_mode === 'series' && seriesIds.length > 0 ? { monitoredSeriesIds: seriesIds } : {}),
      ...(lastSync ? { lastSync } : {}),
    }
  })

  route(app, contract.updateAuthor, async ({ params, body, principal }) => {
    const id = readId(params.id)
    await updateAuthor(deps, { id, scope: scope.of(principal), changes: body })
    return present(await authorOrThrow(db, id))
  })

  route(app, contract.deleteAuthor, async ({ params, query, principal }) => {
    const areFilesDeleted = query.deleteFiles === 'true'
    await removeAuthor(deps, { id: readId(params.id), scope: scope.of(principal), areFilesDeleted })
  })

  route(app, contract.setAuthorGenres, async ({ params, body, principal }) => {
    const call = { id: readId(params.id), scope: scope.of(principal), genres: body.genres }
    return { updated: await setGenresOfAuthor(deps, call) }
  })

  route(app, contract.refreshAuthor, async ({ params, principal }) => {
    await refreshAuthor(deps, readId(params.id), scope.of(principal))
    return { message: 'refresh started' }
  })

  route(app, contract.listRelinkCandidates, async ({ params, query, principal }) => {
    const call = { id: readId(params.id), scope: scope.of(principal) }
    const hits = await listRelinkCandidates(deps, call, query.q || query.term)
    return hits.map(presentFoundAuthor).map((hit) => ({ ...hit, imageUrl: address(hit.imageUrl) }))
  })

  route(
    app,
    contract.relinkAuthor,
    async ({ params, body, principal }) => {
      const { outcome, author } = await relinkAuthor(deps, { id: readId(params.id), scope: scope.of(principal) }, body)
      if (outcome === 'taken') throw there(author)
      return present(author)
    },
    { isBodyOptional: true },
  )

  route(app, contract.listSeriesOfAuthor, async ({ params, principal }) => {
    const { id } = await authorOrThrow(db, readId(params.id), scope.of(principal))
    return (await listSeriesOfAuthor(db, dialect, id)).map(series)
  })

  route(app, contract.listAliases, async ({ params, principal }) => {
    const { id } = await authorOrThrow(db, readId(params.id), scope.of(principal))
    return (await aliasesOfAuthor(db, id)).map(presentAlias)
  })

  route(app, contract.deleteAlias, async ({ params, principal }) => {
    const [id, aliasId] = [readId(params.id), readId(params.aliasID)]
    await authorOrThrow(db, id, scope.of(principal))
    if (!(await transaction((trx) => deleteAlias(trx, id, aliasId)))) throw notFound('alias', aliasId)
  })

  route(app, contract.mergeAuthors, async ({ params, body, principal }) => {
    const merged = await mergeAuthors(deps, {
      targetId: readId(params.id),
      sourceId: body.sourceId,
      isOverwritten: body.overwriteDefaults ?? true,
      scope: scope.of(principal),
    })
    return {
      ...merged,
      BooksReparented: merged.booksReparented,
      AliasesMigrated: merged.aliasesMigrated,
      AliasesCreated: merged.aliasesCreated,
      TargetUpdated: merged.targetUpdated,
    }
  })

  route(app, contract.refreshAuthors, async () => {
    await startRefreshOfAll(deps)
    return { message: 'metadata refresh started' }
  })

  route(app, contract.getAuthorRefresh, () => readRefreshOfAll(deps))
}

const presentAlias = (alias: AliasRow) => ({
  id: alias.id,
  authorId: alias.author_id,
  name: alias.name,
  ...(alias.source_key ? { sourceOlId: alias.source_key } : {}),
  createdAt: wholeSeconds(alias.created_at),
})
