import type { Capabilities, Indexer, IndexerFailure } from './indexer-port.ts'

/** What a test of an indexer found; the words are for people. */
export type IndexerProbe =
  | {
      ok: true
      categories: number
      bookSearch: boolean
      latencyMs: number
      searchResults: number
      message: string
      /** It says what it can do, but a search failed. */
      searchError?: string
      capabilities: Capabilities
    }
  | { ok: false; status: number; error: string; latencyMs: number; failure: IndexerFailure }

/** Asks an indexer what it can do, and then for something that every one has. */
export async function probeIndexer(
  indexer: Indexer,
  categories: readonly number[],
  signal?: AbortSignal,
): Promise<IndexerProbe> {
  const caps = await indexer.capabilities(signal)
  const latencyMs = caps.milliseconds
  if (!caps.ok) {
    return { ok: false, status: caps.failure.status ?? 0, error: caps.failure.text, latencyMs, failure: caps.failure }
  }
  const capabilities = caps.value
  const found = {
    categories: capabilities.categories.length,
    bookSearch: capabilities.hasBookSearch,
    latencyMs,
    capabilities,
  }
  const search = await indexer.search({ by: { words: 'book' }, categories }, signal)
  if (!search.ok) return { ok: true, ...found, searchResults: 0, message: 'ok', searchError: search.failure.text }
  const searchResults = search.value.releases.length
  const message = searchResults > 0 ? 'ok' : 'reachable but no results: check key and categories'
  return { ok: true, ...found, searchResults, message }
}
