import type { TFunction } from 'i18next'
import type { Finding } from '#ui/standing.tsx'
import type { IndexerTest } from './indexer-queries.ts'

/** What a test of an indexer has found, in sentences. */
export function findingsOf(test: IndexerTest, t: TFunction): Finding[] {
  if (!test.ok) return [{ kind: 'problem', text: test.error || t('indexers.found.nothing') }]
  return [
    { kind: 'ok', text: t('indexers.found.answers', { ms: test.latencyMs }) },
    {
      kind: test.categories > 0 ? 'ok' : 'warning',
      text: t('indexers.found.categories', { count: test.categories }),
    },
    { kind: 'ok', text: t(test.bookSearch ? 'indexers.found.bookSearch' : 'indexers.found.wordSearch') },
    trial(test, t),
  ]
}

function trial({ searchError, searchResults }: IndexerTest, t: TFunction): Finding {
  if (searchError) return { kind: 'warning', text: t('indexers.found.searchFailed', { reason: searchError }) }
  return searchResults > 0
    ? { kind: 'ok', text: t('indexers.found.hits', { count: searchResults }) }
    : { kind: 'warning', text: t('indexers.found.noHits') }
}
