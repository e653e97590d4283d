import { allIds } from '#domain/metadata/merge-works.ts'
import type { SeriesEntry } from '#domain/metadata/provider.ts'
import { samePosition, titleScore } from '#domain/metadata/title-key.ts'

/** A book here as a member of a series. */
export interface SeriesMember {
  id: number
  title: string
  foreignIds: readonly string[]
  position: string | null
}

export interface SeriesMatch {
  entry: SeriesEntry
  member: SeriesMember
  /** From 0 to 100. */
  confidence: number
}

export interface SeriesComparison {
  present: SeriesMatch[]
  /** Perhaps the same book. */
  uncertain: SeriesMatch[]
  missing: SeriesEntry[]
  localOnly: SeriesMember[]
}

const PRESENT = 90
const UNCERTAIN = 70

/**
 * Compares a series at a provider with the one here. Each book is one entry at most: equal ids first, then the best pairs;
 * books that are numbered differently are different ones.
 */
export function compareSeries(entries: readonly SeriesEntry[], members: readonly SeriesMember[]): SeriesComparison {
  const pairs = entries
    .flatMap((entry) =>
      members.map((member): SeriesMatch => ({ entry, member, confidence: confidenceOf(entry, member) })),
    )
    .filter(({ confidence }) => confidence >= UNCERTAIN)
    .sort((one, other) => other.confidence - one.confidence)
  const taken = new Map<SeriesEntry, SeriesMatch>()
  const used = new Set<SeriesMember>()
  for (const pair of pairs) {
    if (taken.has(pair.entry) || used.has(pair.member)) continue
    taken.set(pair.entry, pair)
    used.add(pair.member)
  }
  const matches = entries.flatMap((entry) => taken.get(entry) ?? [])
  return {
    present: matches.filter(({ confidence }) => confidence >= PRESENT),
    uncertain: matches.filter(({ confidence }) => confidence < PRESENT),
    missing: entries.filter((entry) => !taken.has(entry)),
    localOnly: members.filter((member) => !used.has(member)),
  }
}

/** Beyond what titles can reach, so that an id is never outdone. */
const SAME_ID = 101

function confidenceOf({ work, position }: SeriesEntry, member: SeriesMember): number {
  if (allIds(work).some(({ foreignId }) => member.foreignIds.includes(foreignId))) return SAME_ID
  const score = titleScore(work.title, member.title)
  if (!position || !member.position) return score
  if (!samePosition(position, member.position)) return 0
  return score >= UNCERTAIN ? Math.max(score, PRESENT) : score
}
