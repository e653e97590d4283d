import { foldedWords } from '#kernel/text.ts'
import type { Indexer, IndexerFailure, ReleasePage } from './indexer-port.ts'
import type { Release } from './release.ts'
import { type SearchStep, type StepOptions, searchSteps } from './search-steps.ts'
import type { PreparedBook } from './wanted-book.ts'
import { findWord } from './word-pattern.ts'

/** How one indexer is searched. */
export interface IndexerPlan extends StepOptions {
  indexer: Indexer
  categories: readonly number[]
}

export interface IndexerRequest {
  tier: SearchStep['tier']
  /** Without keys. */
  url: string
  milliseconds: number
  items: number
  total: number | undefined
}

/** What came of searching an indexer. */
export interface IndexerResult {
  releases: Release[]
  requests: IndexerRequest[]
  failure: IndexerFailure | undefined
  /** It does not know the search by fields, whatever it says of itself. */
  hasNoBookSearch: boolean
  /** The question whose hits these are, where it has further pages. */
  more: SearchStep | undefined
}

/** So many hits at once are no answer to the question, but everything there is. */
const TOO_MANY = 1000
const PAGE = 100
const MOST_SECONDS = 60

/**
 * Asks an indexer for a book, one question after the other, until the hits look like an answer. Many servers ignore what
 * they do not understand and send their newest items; so hits count only where the words of the title are among them.
 */
export async function searchIndexer(
  plan: IndexerPlan,
  wanted: PreparedBook,
  signal?: AbortSignal,
): Promise<IndexerResult> {
  const search = new IndexerSearch(plan, wanted, limited(signal))
  try {
    for (const round of searchSteps(wanted, plan)) {
      if (await search.run(round)) break
    }
  } catch (error) {
    search.result.failure = slowness(error, signal)
  }
  return search.result
}

/** Asks the question of the found hits once more, for their second page. */
export async function searchFurther(
  { indexer, categories }: IndexerPlan,
  step: SearchStep,
  signal?: AbortSignal,
): Promise<Pick<IndexerResult, 'releases' | 'requests' | 'failure'>> {
  const answer = await indexer
    .search({ by: step.by, categories, offset: PAGE }, limited(signal))
    .catch((error: unknown) => ({ ok: false as const, failure: slowness(error, signal), url: '', milliseconds: 0 }))
  const page = answer.ok ? answer.value : { releases: [], total: undefined }
  return {
    releases: page.releases,
    requests: [requestOf(step, answer, page)],
    failure: answer.ok ? undefined : answer.failure,
  }
}

/** An indexer that takes longer than anybody waits takes nothing from the others. Any other error goes on. */
function slowness(error: unknown, signal: AbortSignal | undefined): IndexerFailure {
  if (signal?.aborted || !(error instanceof DOMException) || error.name !== 'TimeoutError') throw error
  return { kind: 'unreachable', text: `it took longer than ${MOST_SECONDS} seconds` }
}

function limited(signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(MOST_SECONDS * 1000)
  return signal ? AbortSignal.any([signal, limit]) : limit
}

class IndexerSearch {
  readonly result: IndexerResult = {
    releases: [],
    requests: [],
    failure: undefined,
    hasNoBookSearch: false,
    more: undefined,
  }
  readonly #plan: IndexerPlan
  readonly #wanted: PreparedBook
  readonly #signal: AbortSignal
  /** Hits of the first question in words that did not look like an answer, in case nothing better comes. */
  #kept: { step: SearchStep; page: ReleasePage } | undefined

  constructor(plan: IndexerPlan, wanted: PreparedBook, signal: AbortSignal) {
    this.#plan = plan
    this.#wanted = wanted
    this.#signal = signal
  }

  /** @returns whether the search is over */
  async run(steps: readonly SearchStep[]): Promise<boolean> {
    for (const step of steps) {
      if (step.tier === 4 && this.#kept) continue
      if (step.tier === 1 && this.result.hasNoBookSearch) continue
      const page = await this.#ask(step)
      if (this.result.failure) return true
      if (!page || page.releases.length === 0) continue
      if (step.tier === 5 || (this.#isAnswer(page) && !(step.tier === 1 && (page.total ?? 0) >= TOO_MANY))) {
        return this.#take(step, page)
      }
      if (step.tier !== 1) this.#kept ??= { step, page }
    }
    return this.#kept !== undefined && this.#take(this.#kept.step, this.#kept.page)
  }

  async #ask(step: SearchStep): Promise<ReleasePage | undefined> {
    const { indexer, categories } = this.#plan
    const answer = await indexer.search({ by: step.by, categories }, this.#signal)
    const page = answer.ok ? answer.value : undefined
    this.result.requests.push(requestOf(step, answer, page))
    if (answer.ok) return page
    if (answer.failure.kind !== 'parameter') this.result.failure = answer.failure
    else if (step.tier === 1) this.result.hasNoBookSearch = true
    return undefined
  }

  #isAnswer({ releases }: ReleasePage): boolean {
    const words = releases.map(({ title }) => foldedWords(title))
    const significant = this.#wanted.forms.at(-1)?.significant ?? []
    return significant.every((pattern) => words.some((title) => findWord(pattern, title) >= 0))
  }

  #take(step: SearchStep, page: ReleasePage): true {
    this.result.releases = page.releases
    if ((page.total ?? 0) > PAGE) this.result.more = step
    return true
  }
}

const requestOf = (
  { tier }: SearchStep,
  { url, milliseconds }: { url: string; milliseconds: number },
  page: ReleasePage | undefined,
): IndexerRequest => ({ tier, url, milliseconds, items: page?.releases.length ?? 0, total: page?.total })
