import { readHome } from '@colophon/contract/web/home.ts'
import type { FastifyInstance } from 'fastify'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { isAnythingComing } from '#domain/downloads/anything-coming.ts'
import { mayAcquire } from '#domain/identity/acquirers.ts'
import { waitsForRequest } from '#domain/monitoring/request-store.ts'
import { readHome as findHome } from '#domain/reading/home.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

export interface HomeRouteDeps extends WebBookDeps {
  http: WebBookDeps['http'] & { acquisition: { areAccountsApart: boolean } }
}

/** What the caller may want to read now. */
export function webHomeRoutes(app: FastifyInstance, deps: HomeRouteDeps): void {
  const scope = createScopes({ areApart: deps.http.acquisition.areAccountsApart })
  const card = presentCard(deps.http.urlBase)
  route(app, readHome, async ({ principal }) => {
    const [home, isComing] = await Promise.all([
      findHome(deps, principal.userId),
      mayAcquire(principal.role)
        ? isAnythingComing(deps.db, scope.of(principal))
        : waitsForRequest(deps.db, principal.userId),
    ])
    return {
      continueReading: home.continueReading.map((book) => ({
        ...card(book),
        lastReadAt: wholeSeconds(book.lastReadAt),
        file: book.file,
      })),
      nextInSeries: home.nextInSeries.map((book) => ({ ...card(book), nextIn: book.nextIn })),
      likely: home.likely.map(card),
      recentlyAdded: home.recentlyAdded.map(card),
      isComing,
    }
  })
}
