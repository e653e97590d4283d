import { foldTitle } from '#kernel/text.ts'
import type { Release } from './release.ts'

export interface Deduped {
  releases: Release[]
  /** Other copies, by the GUID of the one that stayed: for when its indexer refuses to hand it out. */
  alternates: Map<string, Release[]>
}

/** Sizes that differ by less are those of one release. */
const SIZE_TOLERANCE = 0.01

/**
 * Leaves one of each release: by GUID, then by the hash of the torrent, then by name and size at different indexers of one
 * protocol. The copy of the better indexer stays.
 */
export function dedupe(raw: readonly Release[]): Deduped {
  const alternates = new Map<string, Release[]>()
  const byGuid = new Map<string, Release>()
  for (const release of raw) {
    const key = release.guid || `${release.title}\n${release.downloadUrl}`
    if (!byGuid.has(key)) byGuid.set(key, release)
  }
  const kept: Release[] = []
  const byHash = new Map<string, Release>()
  const byTitle = new Map<string, Release[]>()
  for (const release of [...byGuid.values()].sort((a, b) => a.indexerPriority - b.indexerPriority)) {
    const title = `${release.protocol} ${foldTitle(release.title)}`
    const namesakes = byTitle.get(title) ?? []
    const copy =
      (release.infoHash === undefined ? undefined : byHash.get(release.infoHash)) ??
      namesakes.find((other) => other.indexerId !== release.indexerId && isSameSize(other, release))
    if (copy) {
      alternates.set(copy.guid, [...(alternates.get(copy.guid) ?? []), release])
      continue
    }
    kept.push(release)
    byTitle.set(title, [...namesakes, release])
    if (release.infoHash !== undefined) byHash.set(release.infoHash, release)
  }
  return { releases: kept, alternates }
}

function isSameSize({ sizeBytes: a }: Release, { sizeBytes: b }: Release): boolean {
  return a > 0 && b > 0 && Math.abs(a - b) <= Math.max(a, b) * SIZE_TOLERANCE
}
