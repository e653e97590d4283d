import type { JudgedResult, SearchDebug, SearchResult } from '@colophon/contract/acquisition/releases.ts'
import type { Static } from 'typebox'
import type { Decision, Rejection } from '#domain/releases/decision.ts'
import type { Slot } from '#domain/releases/formats.ts'
import type { Release } from '#domain/releases/release.ts'
import type { SearchTrace } from '#domain/releases/search-trace.ts'
import { wholeSeconds } from '#kernel/clock.ts'

/** A release as clients know it (acquisition contract 5.9). */
export const presentResult = (release: Release, slot?: Slot): SearchResult => ({
  guid: release.guid,
  indexerId: release.indexerId,
  indexerName: release.indexerName,
  indexerPriority: release.indexerPriority,
  title: release.title,
  size: release.sizeBytes,
  pubDate: release.publishedText,
  nzbUrl: release.downloadUrl,
  ...(release.infoUrl && release.infoUrl !== release.downloadUrl ? { infoUrl: release.infoUrl } : {}),
  category: release.category,
  grabs: release.grabs,
  author: release.author ?? '',
  bookTitle: release.bookTitle ?? '',
  protocol: release.protocol,
  ...(release.language ? { language: release.language } : {}),
  ...(release.downloadVolumeFactor === undefined ? {} : { downloadVolumeFactor: release.downloadVolumeFactor }),
  ...(slot === undefined ? {} : { mediaType: slot }),
})

/**
 * Reasons for which clients of this surface call a release rejected (acquisition contract 4.7), and those that make it
 * another book; all others only warn.
 */
const REJECTING = new Set([
  ...['blocklist', 'owned.imported', 'quality.not-allowed'],
  ...['match.irrelevant', 'match.pack', 'match.volume'],
])
const counts = ({ code }: Rejection) => REJECTING.has(code)

/** A release with the verdict on it. */
export function presentJudged({ release, rejections }: Decision, slot?: Slot): Static<typeof JudgedResult> {
  const rejection = rejections.find(counts)
  return {
    ...presentResult(release, slot),
    approved: rejection === undefined,
    ...(rejection ? { rejection: rejection.text } : {}),
  }
}

/** What a search did (acquisition contract 5.10). */
export const presentTrace = ({
  query,
  indexers,
  counts: found,
  filters,
  startedAt,
  milliseconds,
}: SearchTrace): SearchDebug => ({
  query: { ...query, allowedLanguages: [...query.allowedLanguages] },
  indexers: indexers.map((one) => ({
    indexerId: one.id,
    indexerName: one.name,
    enabled: one.isEnabled,
    ...(one.skipReason === undefined ? {} : { skipped: true, skipReason: one.skipReason }),
    ...(one.categories.length > 0 ? { categories: [...one.categories] } : {}),
    resultCount: one.count,
    durationMs: one.milliseconds,
    ...(one.failure ? { error: one.failure.text } : {}),
    ...(one.rawTitles.length > 0 ? { rawTitles: one.rawTitles } : {}),
  })),
  pipeline: {
    rawCount: found.raw,
    afterDedupe: found.afterDedupe,
    afterUsenetJunk: found.afterJunk,
    afterNonBookContent: found.afterNonBook,
    afterRelevance: found.afterRelevance,
  },
  filters: filters.map(({ title, indexerName, stage, reason }) => ({ title, indexerName, stage, reason })),
  startedAt: wholeSeconds(startedAt),
  durationMs: milliseconds,
})
