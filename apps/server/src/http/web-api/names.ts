import * as contract from '@colophon/contract/web/names.ts'
import { sanitiseHtml } from '@colophon/formats/html/sanitise.ts'
import type { FastifyInstance } from 'fastify'
import { mergeNames, renameName } from '#domain/catalog/change-names.ts'
import { dropTag } from '#domain/catalog/drop-tag.ts'
import { listNames } from '#domain/catalog/list-names.ts'
import { readAuthorWorks, readSeriesVolumes } from '#domain/catalog/name-pages.ts'
import type { Audit } from '#domain/history/audit.ts'
import { route } from '../route.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** People, series and tags, as the web app sees them. */
export function webNameRoutes(app: FastifyInstance, deps: WebBookDeps & { audit: Audit }): void {
  const { db, audit, http } = deps
  const card = presentCard(http.urlBase)
  const safe = (text: string | null) => (text === null ? null : sanitiseHtml(text))

  for (const [endpoint, table] of [
    [contract.listAuthorNames, 'authors'],
    [contract.listSeriesNames, 'series'],
  ] as const) {
    route(app, endpoint, async ({ query }) => {
      const { sort = 'name', q = '', after } = query
      const { items, next } = await listNames(db, table, { sort, text: q, after })
      return {
        items: items.map(({ public_id, name, book_count }) => ({ id: public_id, name, bookCount: book_count })),
        next,
      }
    })
  }

  /** Cards by internal id, so that each stands beside what is known of its place. */
  async function cardsOf(ids: number[], userId: number) {
    const cards = await deps.readCards(ids, userId)
    return new Map(cards.map((row) => [row.id, card(row)]))
  }

  route(app, contract.readAuthorPage, async ({ params, principal }) => {
    const author = await readAuthorWorks(db, params.authorId)
    const cards = await cardsOf(
      author.works.map(({ id }) => id),
      principal.userId,
    )
    return {
      id: author.public_id,
      name: author.name,
      sortName: author.sort_name,
      description: safe(author.description),
      bookCount: author.book_count,
      works: author.works.flatMap(({ id, roles, publication_date }) => {
        const book = cards.get(id)
        return book ? [{ book, roles, publishedOn: publication_date }] : []
      }),
    }
  })

  route(app, contract.readSeriesPage, async ({ params, principal }) => {
    const series = await readSeriesVolumes(db, params.seriesId)
    const cards = await cardsOf(
      series.volumes.map(({ id }) => id),
      principal.userId,
    )
    return {
      id: series.public_id,
      name: series.name,
      description: safe(series.description),
      bookCount: series.book_count,
      authors: series.authors.map(({ public_id, name }) => ({ id: public_id, name })),
      volumes: series.volumes.flatMap(({ id, position }) => {
        const book = cards.get(id)
        return book ? [{ book, position }] : []
      }),
      gaps: series.gaps,
    }
  })

  route(app, contract.renameName, async ({ params, body, principal }) => {
    const { kind, id } = params
    const saved = await renameName(deps, { kind, publicId: id, name: body.name, userId: principal.userId })
    const metadata = { name: body.name.trim() }
    await audit({ by: principal, action: `${kind}.updated`, entityType: kind, entityId: id, metadata })
    return saved
  })

  route(app, contract.mergeNames, async ({ params, body, principal }) => {
    const { kind, id } = params
    const { changeId, from, to } = await mergeNames(deps, {
      kind,
      publicId: id,
      into: body.into,
      userId: principal.userId,
    })
    await audit({
      by: principal,
      action: `${kind}.merged`,
      entityType: kind,
      entityId: id,
      metadata: { name: from, into: body.into, into_name: to },
    })
    return { changeId }
  })

  route(app, contract.deleteTag, async ({ params, principal }) => {
    const { changeId, name } = await dropTag(deps, { publicId: params.tagId, userId: principal.userId })
    const entityId = params.tagId
    await audit({ by: principal, action: 'tag.deleted', entityType: 'tag', entityId, metadata: { name } })
    return { changeId }
  })
}
