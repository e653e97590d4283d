import type { Db, Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { IndexerTrace } from './find-releases.ts'
import type { SlotSearch } from './search-slot.ts'
import type { SiftCounts, SiftedOut } from './sift-releases.ts'
import type { WantedBook } from './wanted-book.ts'

/** What a search by a person did, for whoever wonders about its hits. Holds no keys. */
export interface SearchTrace {
  query: Pick<WantedBook, 'title' | 'author' | 'year' | 'asin'> & {
    isbn?: string | undefined
    mediaType: string
    allowedLanguages: readonly string[]
  }
  indexers: IndexerTrace[]
  counts: SiftCounts
  filters: SiftedOut[]
  /** An instant. */
  startedAt: string
  milliseconds: number
}

const FILTERS_KEPT = 500

/** The trace of a search, of both slots as one. */
export function traceOf(searches: readonly SlotSearch[]): SearchTrace | undefined {
  const [first] = searches
  if (!first) return undefined
  const { wanted, allowedLanguages } = first.context
  const { title, author, year, asin, isbns } = wanted.book
  return {
    query: {
      title,
      author,
      ...(year === undefined ? {} : { year }),
      ...(asin === undefined ? {} : { asin }),
      isbn: isbns?.[0],
      mediaType: searches.length > 1 ? 'both' : first.slot,
      allowedLanguages,
    },
    indexers: mergedTraces(searches.flatMap(({ found }) => found.indexers)),
    counts: searches.map(({ found }) => found.counts).reduce(sumOf),
    filters: searches.flatMap(({ found }) => found.filters).slice(0, FILTERS_KEPT),
    startedAt: first.found.startedAt,
    milliseconds: Math.max(...searches.map(({ found }) => found.milliseconds)),
  }
}

const sumOf = (a: SiftCounts, b: SiftCounts): SiftCounts => ({
  raw: a.raw + b.raw,
  afterDedupe: a.afterDedupe + b.afterDedupe,
  afterJunk: a.afterJunk + b.afterJunk,
  afterNonBook: a.afterNonBook + b.afterNonBook,
  afterRelevance: a.afterRelevance + b.afterRelevance,
  afterLanguage: a.afterLanguage + b.afterLanguage,
  approved: a.approved + b.approved,
})

/** One entry an indexer. */
function mergedTraces(traces: readonly IndexerTrace[]): IndexerTrace[] {
  const merged = new Map<number, IndexerTrace>()
  for (const trace of traces) {
    const known = merged.get(trace.id)
    if (!known) merged.set(trace.id, trace)
    else {
      merged.set(trace.id, {
        ...known,
        categories: [...new Set([...known.categories, ...trace.categories])],
        requests: [...known.requests, ...trace.requests],
        count: known.count + trace.count,
        milliseconds: Math.max(known.milliseconds, trace.milliseconds),
        failure: known.failure ?? trace.failure,
        rawTitles: [...new Set([...known.rawTitles, ...trace.rawTitles])].slice(0, 20),
      })
    }
  }
  return [...merged.values()]
}

/** Keeps the last trace of a caller; each has one. */
export async function keepTrace(
  { transaction, clock }: { transaction: Transaction; clock: Clock },
  userId: number,
  trace: SearchTrace,
): Promise<void> {
  const kept = { trace_json: trace, created_at: instant(clock.now()) }
  await transaction(async (trx) => {
    await trx
      .insertInto('search_traces')
      .values({ user_id: userId, ...kept })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(kept))
      .execute()
  })
}

/** The last trace of a caller; undefined where there was no search yet. */
export async function lastTrace(db: Db, userId: number): Promise<SearchTrace | undefined> {
  const row = await db.selectFrom('search_traces').select('trace_json').where('user_id', '=', userId).executeTakeFirst()
  return row?.trace_json as SearchTrace | undefined
}
