import { type IndexerHealth, type IndexerLimits, UNTRIED } from './indexer-health.ts'

/** How an indexer has behaved, as its row keeps it. */
export interface StoredHealth extends IndexerHealth {
  /** What it allows, where Prowlarr tells it. */
  limits?: IndexerLimits | undefined
  /** When its newest releases were read last; an instant. */
  rssAt?: string | undefined
}

const UNLIMITED: IndexerLimits = { per: 'day' }

/** Reads the column; what is no health counts as none. */
export function readHealth(stored: unknown): StoredHealth {
  if (stored === null || typeof stored !== 'object') return UNTRIED
  return { ...UNTRIED, ...(stored as Partial<StoredHealth>) }
}

export const limitsOf = ({ limits }: StoredHealth): IndexerLimits => limits ?? UNLIMITED
