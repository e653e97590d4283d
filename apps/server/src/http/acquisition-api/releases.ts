import * as contract from '@colophon/contract/acquisition/releases.ts'
import type { FastifyInstance } from 'fastify'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import type { IndexerDeps } from '#domain/releases/indexer-turns.ts'
import { searchBook } from '#domain/releases/search-book.ts'
import { lastTrace } from '#domain/releases/search-trace.ts'
import { searchWords } from '#domain/releases/search-words.ts'
import { notFound } from '#kernel/errors.ts'
import { readId } from './ids.ts'
import { presentJudged, presentResult, presentTrace } from './present-release.ts'
import { acquisitionRoute as route } from './route.ts'

export interface ReleaseRouteDeps extends IndexerDeps {
  http: { acquisition: { areAccountsApart: boolean } }
}

/** Searching the indexers (acquisition contract 4.7 and 4.10). */
export function releaseRoutes(app: FastifyInstance, deps: ReleaseRouteDeps): void {
  const scope = createScopes({ areApart: deps.http.acquisition.areAccountsApart })

  route(app, contract.searchByWords, async ({ query }) =>
    (await searchWords(deps, query.q ?? '')).map(({ release }) => presentResult(release)),
  )

  route(app, contract.searchBook, async ({ params, principal }) => {
    const { searches, trace } = await searchBook(deps, readId(params.id), {
      userId: principal.userId,
      scope: scope.of(principal),
    })
    // Which slot a release is for is told where there are two.
    const isOfBoth = searches.length > 1
    return {
      results: searches.flatMap(({ slot, found }) =>
        found.decisions.map((decision) => presentJudged(decision, isOfBoth ? slot : undefined)),
      ),
      debug: trace ? presentTrace(trace) : null,
    }
  })

  route(app, contract.getLastDebug, async ({ principal }) => {
    const trace = await lastTrace(deps.db, principal.userId)
    if (!trace) throw notFound('search')
    return presentTrace(trace)
  })
}
