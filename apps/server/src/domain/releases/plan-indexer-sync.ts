/** An indexer that came from a Prowlarr, as it is stored. */
export interface SyncedIndexer {
  id: number
  remoteId: number
  name: string
  type: 'newznab' | 'torznab'
  url: string
  categories: readonly number[]
  seedRatio: number | undefined
  /** What a person typed is never overwritten. */
  seedRatioSource: '' | 'prowlarr' | 'user'
}

/** The same as it is listed there. */
export type ListedIndexer = Pick<SyncedIndexer, 'remoteId' | 'name' | 'type' | 'url' | 'categories' | 'seedRatio'>

/** Of indexers that are taken over; in the middle of what other programs use. */
const PRIORITY = 25

export interface IndexerSync<Listed> {
  added: (Listed & Pick<SyncedIndexer, 'seedRatioSource'> & { isEnabled: boolean; priority: number })[]
  updated: { id: number; changes: Omit<Listed, 'remoteId'> & Pick<SyncedIndexer, 'seedRatio' | 'seedRatioSource'> }[]
  removed: number[]
}

/**
 * What has to be done so that the stored indexers are those that are listed. Where none is listed nothing is removed: a
 * listing that failed in silence must not empty the set.
 */
export function planIndexerSync<Listed extends ListedIndexer>(
  stored: readonly SyncedIndexer[],
  listed: readonly Listed[],
): IndexerSync<Listed> {
  const byRemote = new Map(stored.map((one) => [one.remoteId, one]))
  const sync: IndexerSync<Listed> = { added: [], updated: [], removed: [] }
  for (const one of listed) {
    const known = byRemote.get(one.remoteId)
    if (!known) sync.added.push({ ...one, ...sourceOf(one), isEnabled: true, priority: PRIORITY })
    else if (isChanged(known, one)) {
      const { remoteId: _, ...changes } = one
      sync.updated.push({ id: known.id, changes: { ...changes, ...seedRatioOf(known, one) } })
    }
  }
  const isListed = new Set(listed.map(({ remoteId }) => remoteId))
  if (listed.length > 0) sync.removed = stored.filter(({ remoteId }) => !isListed.has(remoteId)).map(({ id }) => id)
  return sync
}

function seedRatioOf(
  known: SyncedIndexer,
  listed: ListedIndexer,
): Pick<SyncedIndexer, 'seedRatio' | 'seedRatioSource'> {
  if (known.seedRatioSource === 'user') return { seedRatio: known.seedRatio, seedRatioSource: 'user' }
  return { seedRatio: listed.seedRatio, ...sourceOf(listed) }
}

const sourceOf = ({ seedRatio }: ListedIndexer): Pick<SyncedIndexer, 'seedRatioSource'> => ({
  seedRatioSource: seedRatio === undefined ? '' : 'prowlarr',
})

function isChanged(known: SyncedIndexer, listed: ListedIndexer): boolean {
  return (
    known.name !== listed.name ||
    known.type !== listed.type ||
    known.url !== listed.url ||
    known.categories.join() !== listed.categories.join() ||
    known.seedRatio !== seedRatioOf(known, listed).seedRatio
  )
}
