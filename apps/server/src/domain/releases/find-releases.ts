import type { DecisionContext } from './decision.ts'
import type { IndexerFailure } from './indexer-port.ts'
import type { Release } from './release.ts'
import { type IndexerPlan, type IndexerRequest, searchFurther, searchIndexer } from './search-indexer.ts'
import { type Sifted, siftReleases } from './sift-releases.ts'

/** An indexer that is searched, or the reason why it is not. */
export type IndexerTurn = IndexerPlan | { id: number; name: string; isEnabled: boolean; skipReason: string }

/** What became of an indexer in a search. */
export interface IndexerTrace {
  id: number
  name: string
  isEnabled: boolean
  skipReason: string | undefined
  categories: readonly number[]
  requests: IndexerRequest[]
  count: number
  milliseconds: number
  failure: IndexerFailure | undefined
  hasNoBookSearch: boolean
  /** The first names as they came. */
  rawTitles: string[]
}

export interface Found extends Sifted {
  indexers: IndexerTrace[]
  startedAt: string
  milliseconds: number
}

const TITLES_KEPT = 20

/**
 * Searches a book at all indexers at once and decides on what they offer. One that fails takes nothing from the others.
 * Where nothing is approved, indexers that have more are asked for a second page.
 */
export async function findReleases(
  turns: readonly IndexerTurn[],
  context: DecisionContext,
  { signal, showsRejected = false }: { signal?: AbortSignal; showsRejected?: boolean } = {},
): Promise<Found> {
  const began = performance.now()
  const searches = await Promise.all(turns.map((turn) => takeTurn(turn, context, signal)))
  let sifted = sift(searches, context, showsRejected)
  const unfinished = searches.filter(({ next }) => next !== undefined)
  if (sifted.counts.approved === 0 && unfinished.length > 0) {
    await Promise.all(unfinished.map((search) => search.next?.()))
    sifted = sift(searches, context, showsRejected)
  }
  return {
    ...sifted,
    indexers: searches.map(({ trace, releases }) => ({
      ...trace,
      count: releases.length,
      rawTitles: titlesOf(releases),
    })),
    startedAt: context.now.toISOString(),
    milliseconds: Math.round(performance.now() - began),
  }
}

interface Search {
  trace: Omit<IndexerTrace, 'count' | 'rawTitles'>
  releases: Release[]
  /** Asks for the second page. */
  next?: () => Promise<void>
}

const sift = (searches: readonly Search[], context: DecisionContext, showsRejected: boolean) =>
  siftReleases(
    searches.flatMap(({ releases }) => releases),
    context,
    showsRejected,
  )

const titlesOf = (releases: readonly Release[]) => releases.slice(0, TITLES_KEPT).map(({ title }) => title)

async function takeTurn(turn: IndexerTurn, context: DecisionContext, signal: AbortSignal | undefined): Promise<Search> {
  if (!('indexer' in turn)) {
    const nothing = { categories: [], requests: [], milliseconds: 0, failure: undefined, hasNoBookSearch: false }
    return { trace: { ...turn, ...nothing }, releases: [] }
  }
  const began = performance.now()
  const { indexer, categories } = turn
  const { releases, requests, failure, hasNoBookSearch, more } = await searchIndexer(turn, context.wanted, signal)
  const milliseconds = Math.round(performance.now() - began)
  const of = { id: indexer.id, name: indexer.name, isEnabled: true, skipReason: undefined, categories }
  const search: Search = { trace: { ...of, requests, milliseconds, failure, hasNoBookSearch }, releases }
  if (more) {
    search.next = async () => {
      const further = await searchFurther(turn, more, signal)
      search.releases.push(...further.releases)
      search.trace.requests.push(...further.requests)
      search.trace.failure = further.failure
      search.trace.milliseconds = Math.round(performance.now() - began)
    }
  }
  return search
}
