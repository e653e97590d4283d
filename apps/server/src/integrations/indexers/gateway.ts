import type { IndexerGateway } from '#domain/releases/indexer-gateway.ts'
import { indexerAddress } from './addresses.ts'
import { feedIndexer } from './feed-indexer.ts'
import type { FeedIndexerDeps } from './feed-settings.ts'
import { fetchReleaseFile } from './fetch-release-file.ts'
import { prowlarr } from './prowlarr.ts'
import { queryCache } from './query-cache.ts'

/** Stands for the indexer of a link that belongs to none: no link leads there, so none is trusted or given a key. */
const NOBODY = { url: 'https://indexer.invalid/api', apiKey: '' }

/** Newznab, Torznab and Prowlarr. Equal questions that are on their way reach an indexer once. */
export function indexerGateway(deps: FeedIndexerDeps): IndexerGateway {
  // Whoever searches again wants to know what there is now; so nothing is kept beyond the answer.
  const shared = queryCache(deps.clock, 0)
  return {
    open(settings) {
      const indexer = feedIndexer({ ...settings, url: indexerAddress(settings.url).url }, deps)
      // Indexers that are not saved have no number by which to tell them apart.
      return settings.id === 0 ? indexer : shared.around(indexer)
    },
    fetchFile: (url, signal) => fetchReleaseFile(url, NOBODY, deps, signal),
    prowlarr: (settings) => prowlarr(settings, deps.http),
  }
}
