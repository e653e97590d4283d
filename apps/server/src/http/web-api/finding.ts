import * as contract from '@colophon/contract/web/finding.ts'
import type { FastifyInstance } from 'fastify'
import { createFilterLookup } from '#domain/catalog/filter-values.ts'
import { filtersOf } from '#domain/reading/choose-books.ts'
import { route } from '../route.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** By what the library can be narrowed, and where its letters begin. */
export function webFindingRoutes(app: FastifyInstance, deps: WebBookDeps): void {
  const lookUp = createFilterLookup(deps.db)

  route(app, contract.findFilterValues, async ({ query }) =>
    (await lookUp(query.kind, query.q ?? '')).map(({ public_id, name, bookCount }) => ({
      id: public_id,
      name,
      bookCount,
    })),
  )

  route(app, contract.readLetters, async ({ query, principal }) => {
    const { sort, ...choice } = query
    const filters = await filtersOf(deps, principal.userId, choice)
    return filters ? deps.lists.letters(filters, sort) : []
  })
}
