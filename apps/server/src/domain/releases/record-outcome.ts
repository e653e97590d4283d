import type { Dialect } from '#database/dialect/dialect.ts'
import type { Emit, Transaction, Trx } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import { type Decision, type OwnedFile, permanent, type Underway } from './decision.ts'
import { type ReleaseToGrab, releasesApproved } from './events.ts'
import type { Slot } from './formats.ts'
import { pendingFrom } from './pending.ts'
import { holdRelease } from './pending-store.ts'
import type { Release } from './release.ts'

export interface RecordDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

/** What was decided about releases for a slot. */
export interface Decided {
  bookId: number
  slot: Slot
  trigger: string
  /** The best first. */
  decisions: readonly Decision[]
  /** Other copies of releases, by GUID. */
  alternates: ReadonlyMap<string, readonly Release[]>
  firstSeen: ReadonlyMap<string, string>
  /** What the slot has already. */
  owned?: OwnedFile | undefined
}

/** Whoever grabs tries the next one where the first cannot be had; more tries would hide a trouble. */
const MOST_CANDIDATES = 4

export interface Recorded {
  candidates: ReleaseToGrab[]
  held: number
}

/** Hands on what may be grabbed, and holds what has to wait. */
export async function recordDecided(trx: Trx, emit: Emit, decided: Decided, now: Date): Promise<Recorded> {
  const { bookId, slot, trigger, decisions, alternates, firstSeen, owned } = decided
  const candidates = candidatesAmong(decisions, alternates)
  const outdone = owned ? { outdone: { format: owned.format, formatScore: owned.formatScore } } : {}
  if (candidates.length > 0) emit(releasesApproved({ bookId, slot, trigger, ...outdone, candidates }))
  let held = 0
  for (const decision of decisions) {
    const pending = pendingFrom(decision, slot, now, firstSeen.get(decision.release.guid))
    if (!pending) continue
    await holdRelease(trx, bookId, pending, now)
    held++
  }
  return { candidates, held }
}

/** While something is on its way, nothing else is grabbed for the slot. */
export function holdForUnderway(decisions: readonly Decision[], underway: Underway | undefined): Decision[] {
  if (!underway) return [...decisions]
  return decisions.map((decision) =>
    decision.isApproved
      ? {
          ...decision,
          isApproved: false,
          rejections: [permanent('queue.underway', `already downloading "${underway.title}"`)],
        }
      : decision,
  )
}

function candidatesAmong(decisions: readonly Decision[], alternates: Decided['alternates']): ReleaseToGrab[] {
  return decisions
    .filter(({ isApproved }) => isApproved)
    .flatMap((decision) => {
      const copies = alternates.get(decision.release.guid) ?? []
      return [decision.release, ...copies].map((release) => toGrab(release, decision))
    })
    .slice(0, MOST_CANDIDATES)
}

/** A release as whoever grabs it takes it. */
export function toGrab(
  release: Release,
  { format, formatScore, score, match }: Pick<Decision, 'format' | 'formatScore' | 'score' | 'match'>,
): ReleaseToGrab {
  return {
    guid: release.guid,
    title: release.title,
    url: release.downloadUrl,
    indexerId: release.indexerId || null,
    sizeBytes: release.sizeBytes,
    protocol: release.protocol,
    ...(release.infoHash === undefined ? {} : { infoHash: release.infoHash }),
    ...(format === undefined ? {} : { format }),
    formatScore,
    score,
    matchLevel: match.level,
    indexerName: release.indexerName,
    ...(release.author ? { author: release.author } : {}),
  }
}
