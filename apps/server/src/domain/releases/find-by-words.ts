import { formatsAmong } from './formats.ts'
import type { Indexer, IndexerFailure } from './indexer-port.ts'
import { parseRelease } from './parse-release.ts'
import { formatOf } from './quality-profile.ts'
import type { Release } from './release.ts'
import { readName } from './release-name.ts'
import { visibleScore } from './score.ts'
import { booksAmong } from './sift-releases.ts'

/** A release that belongs to no wanted book. */
export interface LooseRelease {
  release: Release
  format: string | undefined
  score: number
}

/**
 * Searches for whatever somebody typed, at all indexers at once; one that fails is passed over. The best first.
 * @param note hears how each indexer answered
 */
export async function findByWords(
  indexers: readonly { indexer: Indexer; categories: readonly number[] }[],
  words: string,
  { signal, note }: { signal?: AbortSignal; note?: (id: number, failure: IndexerFailure | undefined) => void } = {},
): Promise<LooseRelease[]> {
  const answers = await Promise.all(
    indexers.map(async ({ indexer, categories }) => {
      const answer = await indexer.search({ by: { words }, categories }, signal)
      note?.(indexer.id, answer.ok ? undefined : answer.failure)
      return answer
    }),
  )
  const raw = answers.flatMap((answer) => (answer.ok ? answer.value.releases : []))
  const { books } = booksAmong(raw, () => undefined)
  return books.map(weighed).toSorted((a, b) => b.score - a.score)
}

function weighed(release: Release): LooseRelease {
  const name = readName(release)
  const parsed = parseRelease(name)
  const format = formatOf(formatsAmong(name.words), 'ebook', undefined)
  return { release, format, score: visibleScore({ release, parsed, format }, {}) }
}
