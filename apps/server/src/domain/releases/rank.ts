import type { Decision, DecisionContext } from './decision.ts'
import { formatRank } from './formats.ts'
import { MATCH_LEVELS } from './match-release.ts'
import { formatIndex } from './quality-profile.ts'
import type { Release } from './release.ts'
import { releaseScore } from './score.ts'

/** Differences below it are no reason to prefer one release. */
const SCORE_STEP = 5
const HOUR = 3_600_000

/**
 * Brings decisions into the order in which they are taken, approved ones first. The first difference wins: match, format
 * by the profile, custom formats, protocol, score, indexer, seeders or age, size near the usual one, age.
 */
export function rank(decisions: readonly Decision[], context: DecisionContext): Decision[] {
  const usualSize = median(decisions.filter((one) => one.isApproved).map((one) => one.release.sizeBytes))
  const keyed = decisions.map((decision) => ({ decision, key: keyOf(decision, context, usualSize) }))
  keyed.sort((a, b) => compareKeys(a.key, b.key) || compareAge(a.decision.release, b.decision.release))
  return keyed.map(({ decision }) => decision)
}

/** The smaller, the better, number by number. */
function keyOf(decision: Decision, context: DecisionContext, usualSize: number): number[] {
  const { release, match, format, formatScore, isApproved } = decision
  const { wanted, qualityProfile, delayProfile, now } = context
  return [
    isApproved ? 0 : 1,
    MATCH_LEVELS.indexOf(match.level),
    -(qualityProfile ? formatIndex(qualityProfile, wanted.book.slot, format) : formatRank(format)),
    -formatScore,
    delayProfile && release.protocol !== delayProfile.preferredProtocol ? 1 : 0,
    -Math.floor(releaseScore(decision, wanted.book) / SCORE_STEP),
    release.indexerPriority,
    // Without a preferred protocol the two measures would meet; torrents come first then.
    release.protocol === 'torrent' ? 0 : 1,
    -(release.protocol === 'torrent' ? Math.round(Math.log10((release.seeders ?? 0) + 1)) : freshness(release, now)),
    Math.abs(release.sizeBytes - usualSize),
  ]
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function compareAge(a: Release, b: Release): number {
  return compareText(a.publishedAt ?? '', b.publishedAt ?? '') || compareText(a.guid, b.guid)
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Posts of the first hours are the ones that are still complete everywhere. */
function freshness({ publishedAt }: Release, now: Date): number {
  const age = publishedAt === undefined ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(publishedAt)
  if (age < HOUR) return 1000
  if (age <= 24 * HOUR) return 100
  return age <= 7 * 24 * HOUR ? 10 : 1
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
