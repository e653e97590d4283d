import type { Decision } from './decision.ts'
import type { Slot } from './formats.ts'
import type { Release } from './release.ts'

/** A release that waits for its time or for a person. */
export interface PendingRelease {
  slot: Slot
  release: Release
  format: string | undefined
  formatScore: number
  /** For people. */
  reason: string
  /** An instant. */
  firstSeenAt: string
  /** When to look again; undefined: whenever the book is searched. An instant. */
  dueAt: string | undefined
}

const DAYS_KEPT = 14

/** Holds a release back where nothing but time or a person stands against it; undefined for any other decision. */
export function pendingFrom(
  { release, format, formatScore, rejections }: Decision,
  slot: Slot,
  now: Date,
  firstSeenAt = now.toISOString(),
): PendingRelease | undefined {
  if (rejections.length === 0 || !rejections.every(({ isTemporary }) => isTemporary)) return undefined
  const isTimed = rejections.every(({ until }) => until !== undefined)
  const dueAt = isTimed
    ? rejections
        .map(({ until }) => until ?? '')
        .toSorted()
        .at(-1)
    : undefined
  const reason = rejections.map(({ text }) => text).join('; ')
  return { slot, release, format, formatScore, reason, firstSeenAt, dueAt }
}

export const isDue = ({ dueAt }: Pick<PendingRelease, 'dueAt'>, now: Date): boolean =>
  dueAt !== undefined && dueAt <= now.toISOString()

/** Held for so long that it will not be wanted any more. */
export const isForgotten = ({ firstSeenAt }: Pick<PendingRelease, 'firstSeenAt'>, now: Date): boolean =>
  Date.parse(firstSeenAt) < now.getTime() - DAYS_KEPT * 86_400_000

/** How old the release is now, in minutes: as old as it was when it was first seen, and the time since. */
export const ageInMinutes = (release: Release, firstSeenAt: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(release.publishedAt ?? firstSeenAt)) / 60_000))
