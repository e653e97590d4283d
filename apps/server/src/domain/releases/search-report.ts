import type { Decision } from './decision.ts'
import type { Slot } from './formats.ts'
import type { Protocol } from './release.ts'
import type { SlotSearch } from './search-slot.ts'
import type { SiftCounts } from './sift-releases.ts'

/** What an automatic search came to, so that somebody can be told why nothing was grabbed. */
export interface SearchReport {
  trigger: string
  /** `grabbing`: releases were handed on. `pending`: all that could be taken wait. */
  outcome: 'grabbing' | 'pending' | 'rejected' | 'nothing-found' | 'no-indexer'
  milliseconds: number
  counts: SiftCounts
  indexers: ReportedIndexer[]
  /** The best first; not all of them. */
  releases: ReportedRelease[]
}

export interface ReportedIndexer {
  id: number
  name: string
  skipReason: string | undefined
  error: string | undefined
  count: number
  milliseconds: number
}

/** A release with all that was found out about it. Holds no keys. */
export interface ReportedRelease {
  guid: string
  title: string
  indexerId: number
  indexerName: string
  protocol: Protocol
  url: string
  infoUrl: string | undefined
  sizeBytes: number
  publishedAt: string | undefined
  grabs: number
  seeders: number | undefined
  isFreeleech: boolean
  match: string
  format: string | undefined
  formatNames: readonly string[]
  score: number
  languages: readonly string[]
  isApproved: boolean
  reasons: { code: string; text: string; isTemporary: boolean }[]
}

/** More tell nobody more. */
const RELEASES_KEPT = 30

export function reportOf({ found }: SlotSearch, trigger: string, outcome: SearchReport['outcome']): SearchReport {
  return {
    trigger,
    outcome,
    milliseconds: found.milliseconds,
    counts: found.counts,
    indexers: found.indexers.map(({ id, name, skipReason, failure, count, milliseconds }) => ({
      id,
      name,
      skipReason,
      error: failure?.text,
      count,
      milliseconds,
    })),
    releases: found.decisions.slice(0, RELEASES_KEPT).map(reportedRelease),
  }
}

export function reportedRelease(decision: Decision): ReportedRelease {
  const { release, match, format, formatNames, score, parsed, isApproved, rejections } = decision
  return {
    guid: release.guid,
    title: release.title,
    indexerId: release.indexerId,
    indexerName: release.indexerName,
    protocol: release.protocol,
    url: release.downloadUrl,
    infoUrl: release.infoUrl,
    sizeBytes: release.sizeBytes,
    publishedAt: release.publishedAt,
    grabs: release.grabs,
    seeders: release.seeders,
    isFreeleech: release.downloadVolumeFactor === 0,
    match: match.level,
    format,
    formatNames,
    score,
    languages: parsed.languages,
    isApproved,
    reasons: rejections.map(({ code, text, isTemporary }) => ({ code, text, isTemporary })),
  }
}

/** A report as it is kept, with its slot and its times. */
export interface KeptReport {
  slot: Slot
  searchedAt: string
  nextSearchAt: string | null
  /** Null once it is too old to be of use. */
  report: SearchReport | null
}
