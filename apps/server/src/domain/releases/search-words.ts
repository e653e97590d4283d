import { invalid } from '#kernel/errors.ts'
import { findByWords, type LooseRelease } from './find-by-words.ts'
import { type AskedOutcome, type IndexerDeps, noteOutcomes, openIndexers } from './indexer-turns.ts'

const LONGEST = 300

/** Searches all indexers for whatever somebody typed. @throws invalid where nothing was */
export async function searchWords(deps: IndexerDeps, typed: string): Promise<LooseRelease[]> {
  const words = typed.trim().slice(0, LONGEST)
  if (words === '') throw invalid('search.words', 'say what to search for')
  const opened = (await openIndexers(deps)).filter((one) => 'indexer' in one)
  const outcomes: AskedOutcome[] = []
  const found = await findByWords(
    opened.map(({ row, indexer }) => ({ indexer, categories: row.categories_json })),
    words,
    { note: (id, failure) => outcomes.push({ id, requests: 1, failure }) },
  )
  await noteOutcomes(deps, outcomes)
  return found
}
