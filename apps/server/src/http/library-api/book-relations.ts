import * as contract from '@colophon/contract/library/books.ts'
import type { FastifyInstance } from 'fastify'
import { authorsOfBook } from '#domain/catalog/author-store.ts'
import { findBookKey } from '#domain/catalog/book-store.ts'
import { seriesOfBook } from '#domain/catalog/series-store.ts'
import { setAuthors, setSeries, setTags } from '#domain/catalog/set-relations.ts'
import { tagsOfBook } from '#domain/catalog/tag-store.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { presentAuthor, presentSeriesEntry, presentTag } from './present-taxonomy.ts'

/** Authors, series and tags of a book (library contract 17). A book that is not known has none of them. */
export function bookRelationRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, audit } = deps
  const note = (by: Principal, what: 'authors' | 'series' | 'tags', bookId: string) =>
    audit({ by, action: `book.${what}_updated`, entityType: 'book', entityId: bookId })

  route(app, contract.listAuthorsOfBook, async ({ params }) => {
    const book = await findBookKey(db, params.bookId)
    return book === undefined ? [] : (await authorsOfBook(db, book)).map(presentAuthor)
  })
  route(app, contract.setAuthorsOfBook, async ({ params, body, principal }) => {
    const authors = await setAuthors(deps, params.bookId, body.author_ids ?? [], principal.userId)
    await note(principal, 'authors', params.bookId)
    return authors.map(presentAuthor)
  })

  route(app, contract.listSeriesOfBook, async ({ params }) => {
    const book = await findBookKey(db, params.bookId)
    return book === undefined ? [] : (await seriesOfBook(db, book)).map(presentSeriesEntry)
  })
  route(app, contract.setSeriesOfBook, async ({ params, body, principal }) => {
    const entries = await setSeries(deps, params.bookId, body.entries ?? [], principal.userId)
    await note(principal, 'series', params.bookId)
    return entries.map(presentSeriesEntry)
  })

  route(app, contract.listTagsOfBook, async ({ params }) => {
    const book = await findBookKey(db, params.bookId)
    return book === undefined ? [] : (await tagsOfBook(db, book)).map(presentTag)
  })
  route(app, contract.setTagsOfBook, async ({ params, body, principal }) => {
    const tags = await setTags(deps, params.bookId, body.tag_ids ?? [], principal.userId)
    await note(principal, 'tags', params.bookId)
    return tags.map(presentTag)
  })
}
