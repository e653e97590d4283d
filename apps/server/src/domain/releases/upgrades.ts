import type { OwnedFile } from './decision.ts'
import { formatRank, type Slot } from './formats.ts'
import { formatIndex, meetsCutoff, type QualityProfile } from './quality-profile.ts'

/** How good something is: its format first, then its custom formats. */
export interface Quality {
  format: string | undefined
  formatScore: number
}

/** Whether one is strictly better than the other, by the profile, or in the usual order without one. */
export function isBetter(one: Quality, other: Quality, slot: Slot, profile: QualityProfile | undefined): boolean {
  const index = ({ format }: Quality) => (profile ? formatIndex(profile, slot, format) : formatRank(format))
  const difference = index(one) - index(other)
  return difference > 0 || (difference === 0 && one.formatScore > other.formatScore)
}

/** Whether the profile of a book asks for something better than its file, or why it does not. */
export type UpgradeVerdict = 'sought' | 'by-hand' | 'no-profile' | 'not-allowed' | 'good-enough'

/** Something better is asked for as long as the file is below the cutoff, or its custom formats are. */
export function upgradeVerdict(owned: OwnedFile, profile: QualityProfile | undefined, slot: Slot): UpgradeVerdict {
  if (owned.isPlacedByHand) return 'by-hand'
  if (!profile) return 'no-profile'
  if (!profile.isUpgradeAllowed) return 'not-allowed'
  if (!meetsCutoff(profile, slot, owned.format)) return 'sought'
  const { upgradeUntilScore } = profile
  return upgradeUntilScore !== undefined && owned.formatScore < upgradeUntilScore ? 'sought' : 'good-enough'
}

export const isWorthUpgrading = (owned: OwnedFile, profile: QualityProfile | undefined, slot: Slot): boolean =>
  upgradeVerdict(owned, profile, slot) === 'sought'

/** A slot that has a file below the cutoff, as the search for better ones looks at it. */
export interface UpgradeSlot {
  bookId: number
  slot: Slot
  /** An instant; undefined where nobody has searched for something better yet. */
  lastSearchedAt?: string | undefined
}

export const DAYS_BETWEEN_UPGRADE_SEARCHES = 7
const MOST_PER_SWEEP = 20

/** Slots for which something better is searched now: those longest unsearched first, only so many at a time. */
export function upgradesToSearch(slots: readonly UpgradeSlot[], now: Date): UpgradeSlot[] {
  const before = new Date(now.getTime() - DAYS_BETWEEN_UPGRADE_SEARCHES * 86_400_000).toISOString()
  return slots
    .filter(({ lastSearchedAt }) => lastSearchedAt === undefined || lastSearchedAt < before)
    .toSorted((a, b) => (a.lastSearchedAt ?? '').localeCompare(b.lastSearchedAt ?? ''))
    .slice(0, MOST_PER_SWEEP)
}
