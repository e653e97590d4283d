import { readHome } from '@colophon/contract/web/home.ts'
import type { FastifyInstance } from 'fastify'
import { readHome as findHome } from '#domain/reading/home.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** What the caller may want to read now. */
export function webHomeRoutes(app: FastifyInstance, deps: WebBookDeps): void {
  const card = presentCard(deps.http.urlBase)
  route(app, readHome, async ({ principal }) => {
    const home = await findHome(deps, principal.userId)
    return {
      continueReading: home.continueReading.map((book) => ({
        ...card(book),
        lastReadAt: wholeSeconds(book.lastReadAt),
        file: book.file,
      })),
      nextInSeries: home.nextInSeries.map((book) => ({ ...card(book), nextIn: book.nextIn })),
      likely: home.likely.map(card),
      recentlyAdded: home.recentlyAdded.map(card),
    }
  })
}
