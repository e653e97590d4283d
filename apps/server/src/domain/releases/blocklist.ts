import { foldTitle } from '#kernel/text.ts'
import type { Release } from './release.ts'

export interface BlockedRelease {
  guid: string
  title: string
  indexerId?: number | undefined
  infoHash?: string | undefined
  sizeBytes?: number | undefined
}

/** Answers for many releases. */
export interface Blocklist {
  has(release: Release): boolean
}

/** Sizes differ a little between posts of the same files. */
const SIZE_TOLERANCE = 0.02

/** Knows a release again by its GUID, by its hash, and by name and size at the same indexer, as it is after a repost. */
export function blocklist(entries: readonly BlockedRelease[]): Blocklist {
  const guids = new Set(entries.map(({ guid }) => guid))
  const hashes = new Set(entries.flatMap(({ infoHash }) => (infoHash ? [infoHash.toLowerCase()] : [])))
  const byTitle = Map.groupBy(
    entries.filter(({ sizeBytes }) => sizeBytes !== undefined && sizeBytes > 0),
    ({ title }) => foldTitle(title),
  )
  return {
    has(release) {
      if (guids.has(release.guid)) return true
      if (release.infoHash && hashes.has(release.infoHash)) return true
      if (byTitle.size === 0 || release.sizeBytes === 0) return false
      return (byTitle.get(foldTitle(release.title)) ?? []).some(
        (entry) => entry.indexerId === release.indexerId && isAbout(release.sizeBytes, entry.sizeBytes ?? 0),
      )
    },
  }
}

const isAbout = (size: number, other: number) => Math.abs(size - other) <= other * SIZE_TOLERANCE
