import type { IndexerLimits } from './indexer-health.ts'
import type { Answer, Indexer, ReleaseFile } from './indexer-port.ts'
import type { ListedIndexer } from './plan-indexer-sync.ts'

/** An indexer as it is configured. */
export interface IndexerSettings {
  /** 0 for one that is not saved. */
  id: number
  name: string
  type: 'newznab' | 'torznab'
  /** As it was typed. */
  url: string
  apiKey: string
  priority: number
}

/** An indexer of a Prowlarr, as it becomes one of ours. */
export interface RemoteIndexer extends ListedIndexer {
  categories: number[]
  limits: IndexerLimits
}

/** A Prowlarr, which keeps indexers for several programs. */
export interface Prowlarr {
  /** @throws unavailable where it does not answer, or not as one; invalid where its address may not be called */
  version(signal?: AbortSignal): Promise<string>
  /** Those that may hold books. @throws as version does */
  indexers(signal?: AbortSignal): Promise<RemoteIndexer[]>
}

export interface ProwlarrSettings {
  url: string
  apiKey: string
  timeoutSeconds: number
}

/** The way to indexers and to what keeps them. */
export interface IndexerGateway {
  open(settings: IndexerSettings): Indexer
  /** Fetches what no known indexer offers; without any key. */
  fetchFile(url: string, signal?: AbortSignal): Promise<Answer<ReleaseFile>>
  prowlarr(settings: ProwlarrSettings): Prowlarr
}
