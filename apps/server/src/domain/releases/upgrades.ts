import type { OwnedFile } from './decision.ts'
import { formatRank, type Slot } from './formats.ts'
import { formatIndex, meetsCutoff, type QualityProfile } from './quality-profile.ts'

/** How good something is: its format first, then its custom formats. */
interface Quality {
  format: string | undefined
  formatScore: number
}

/** Whether one is strictly better than the other, by the profile, or in the usual order without one. */
export function isBetter(one: Quality, other: Quality, slot: Slot, profile: QualityProfile | undefined): boolean {
  const index = ({ format }: Quality) => (profile ? formatIndex(profile, slot, format) : formatRank(format))
  const difference = index(one) - index(other)
  return difference > 0 || (difference === 0 && one.formatScore > other.formatScore)
}

/** Whether something better is still looked for: the file is below the cutoff, or its custom formats are. */
export function isWorthUpgrading(owned: OwnedFile, profile: QualityProfile, slot: Slot): boolean {
  if (!profile.isUpgradeAllowed || owned.isPlacedByHand) return false
  if (!meetsCutoff(profile, slot, owned.format)) return true
  return profile.upgradeUntilScore !== undefined && owned.formatScore < profile.upgradeUntilScore
}

/** A slot that has a file, as the search for better ones looks at it. */
export interface UpgradeSlot {
  bookId: number
  slot: Slot
  owned: OwnedFile
  profile: QualityProfile | undefined
  /** An instant; undefined where nobody has searched for something better yet. */
  lastSearchedAt?: string | undefined
}

const DAYS_BETWEEN = 7
const MOST_PER_SWEEP = 20

/** Slots for which something better is searched now: those longest unsearched first, only so many at a time. */
export function upgradesToSearch(slots: readonly UpgradeSlot[], now: Date): UpgradeSlot[] {
  const before = new Date(now.getTime() - DAYS_BETWEEN * 86_400_000).toISOString()
  return slots
    .filter(({ owned, profile, slot }) => profile !== undefined && isWorthUpgrading(owned, profile, slot))
    .filter(({ lastSearchedAt }) => lastSearchedAt === undefined || lastSearchedAt < before)
    .toSorted((a, b) => (a.lastSearchedAt ?? '').localeCompare(b.lastSearchedAt ?? ''))
    .slice(0, MOST_PER_SWEEP)
}
