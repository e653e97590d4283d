import { searchEverything } from '@colophon/contract/web/books.ts'
import type { FastifyInstance } from 'fastify'
import { searchBooks } from '#domain/catalog/search-books.ts'
import { searchAuthors, searchSeries } from '#domain/catalog/search-names.ts'
import { readCards } from '#domain/reading/book-cards.ts'
import { route } from '../route.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

const NAMES = 6

/** Instant search over books, authors and series, best match first. */
export function webSearchRoutes(app: FastifyInstance, deps: WebBookDeps): void {
  const { db, dialect, http } = deps
  const card = presentCard(http.urlBase)

  route(app, searchEverything, async ({ query, principal }) => {
    const limit = Math.min(Math.max(1, Number(query.limit ?? 24)), 100)
    const [books, authors, series] = await Promise.all([
      searchBooks(deps, query.q, limit),
      searchAuthors(db, query.q, NAMES),
      searchSeries(db, query.q, NAMES),
    ])
    const cards = await readCards(db, dialect, books.ids, principal.userId)
    const named = ({ public_id, name, bookCount }: (typeof authors)[number]) => ({ id: public_id, name, bookCount })
    return { books: cards.map(card), total: books.total, authors: authors.map(named), series: series.map(named) }
  })
}
