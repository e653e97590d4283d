import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/library/taxonomy.ts'
import type { FastifyInstance } from 'fastify'
import { findAuthor, listAuthors } from '#domain/catalog/author-store.ts'
import { pageOfAuthor, pageOfSeries } from '#domain/catalog/book-pages.ts'
import { addAuthor, deleteAuthor, replaceAuthor } from '#domain/catalog/edit-authors.ts'
import { addSeries, deleteSeries, replaceSeries } from '#domain/catalog/edit-series.ts'
import { addTag, deleteTag, renameTag } from '#domain/catalog/edit-tags.ts'
import { findSeries, listSeries } from '#domain/catalog/series-store.ts'
import { findTag, listTags } from '#domain/catalog/tag-store.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { notFound } from '#kernel/errors.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { presentPage } from './present-page.ts'
import { presentAuthor, presentSeries, presentTag } from './present-taxonomy.ts'

/** Authors, series and tags (library contract 14). */
export function taxonomyRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  authorRoutes(app, deps)
  seriesRoutes(app, deps)
  tagRoutes(app, deps)
}

type Kind = 'author' | 'series' | 'tag'

const auditing =
  ({ audit }: CatalogueDeps, entityType: Kind) =>
  async (by: Principal, act: 'created' | 'updated' | 'deleted', row: { public_id: string; name: string }) =>
    audit({ by, action: `${entityType}.${act}`, entityType, entityId: row.public_id, metadata: { name: row.name } })

function authorRoutes(app: FastifyInstance, deps: CatalogueDeps) {
  const { db } = deps
  const note = auditing(deps, 'author')
  const find = async (id: string) => {
    const author = await findAuthor(db, id)
    if (!author) throw notFound('author', id)
    return author
  }

  route(app, contract.listAuthors, async () => (await listAuthors(db)).map(presentAuthor))
  route(app, contract.createAuthor, async ({ body, principal }) => {
    const author = await addAuthor(deps, body)
    await note(principal, 'created', author)
    return presentAuthor(author)
  })
  route(app, contract.readAuthor, async ({ params }) => presentAuthor(await find(params.authorId)))
  route(app, contract.replaceAuthor, async ({ params, body, principal }) => {
    const author = await replaceAuthor(deps, params.authorId, body)
    await note(principal, 'updated', author)
    return presentAuthor(author)
  })
  route(app, contract.deleteAuthor, async ({ params, principal }) => {
    await note(principal, 'deleted', await deleteAuthor(deps, params.authorId))
  })
  route(app, contract.listAuthorBooks, async ({ params, query }) => {
    const author = await find(params.authorId)
    const paging = readPaging(query)
    return presentPage(deps, await pageOfAuthor(db, author.id, paging), paging)
  })
}

function seriesRoutes(app: FastifyInstance, deps: CatalogueDeps) {
  const { db } = deps
  const note = auditing(deps, 'series')
  const find = async (id: string) => {
    const series = await findSeries(db, id)
    if (!series) throw notFound('series', id)
    return series
  }

  route(app, contract.listSeries, async () => (await listSeries(db)).map(presentSeries))
  route(app, contract.createSeries, async ({ body, principal }) => {
    const series = await addSeries(deps, body)
    await note(principal, 'created', series)
    return presentSeries(series)
  })
  route(app, contract.readSeries, async ({ params }) => presentSeries(await find(params.seriesId)))
  route(app, contract.replaceSeries, async ({ params, body, principal }) => {
    const series = await replaceSeries(deps, params.seriesId, body)
    await note(principal, 'updated', series)
    return presentSeries(series)
  })
  route(app, contract.deleteSeries, async ({ params, principal }) => {
    await note(principal, 'deleted', await deleteSeries(deps, params.seriesId))
  })
  route(app, contract.listSeriesBooks, async ({ params, query }) => {
    const series = await find(params.seriesId)
    const paging = readPaging(query)
    return presentPage(deps, await pageOfSeries(db, series.id, paging), paging)
  })
}

function tagRoutes(app: FastifyInstance, deps: CatalogueDeps) {
  const { db } = deps
  const note = auditing(deps, 'tag')

  route(app, contract.listTags, async () => (await listTags(db)).map(presentTag))
  route(app, contract.createTag, async ({ body, principal }) => {
    const tag = await addTag(deps, body.name)
    await note(principal, 'created', tag)
    return presentTag(tag)
  })
  route(app, contract.readTag, async ({ params }) => {
    const tag = await findTag(db, params.tagId)
    if (!tag) throw notFound('tag', params.tagId)
    return presentTag(tag)
  })
  route(app, contract.replaceTag, async ({ params, body, principal }) => {
    const tag = await renameTag(deps, params.tagId, body.name)
    await note(principal, 'updated', tag)
    return presentTag(tag)
  })
  route(app, contract.deleteTag, async ({ params, principal }) => {
    await note(principal, 'deleted', await deleteTag(deps, params.tagId))
  })
}
