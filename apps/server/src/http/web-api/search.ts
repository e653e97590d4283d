import { searchEverything } from '@colophon/contract/web/books.ts'
import type { FastifyInstance } from 'fastify'
import { createSearch } from '#domain/catalog/search-everything.ts'
import type { FoundName } from '#domain/catalog/search-names.ts'
import { route } from '../route.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** Instant search over books, authors and series, best match first. */
export function webSearchRoutes(app: FastifyInstance, deps: WebBookDeps): void {
  const card = presentCard(deps.http.urlBase)
  const search = createSearch(deps)

  route(app, searchEverything, async ({ query, principal }) => {
    const limit = Math.min(Math.max(1, Number(query.limit ?? 24)), 100)
    const { ids, total, authors, series } = await search(query.q, limit)
    const cards = await deps.readCards(ids, principal.userId)
    return { books: cards.map(card), total, authors: authors.map(present), series: series.map(present) }
  })
}

const present = ({ public_id, name, bookCount }: FoundName) => ({ id: public_id, name, bookCount })
