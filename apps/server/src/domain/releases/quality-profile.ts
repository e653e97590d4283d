import { formatRank, type Slot, slotOfFormat } from './formats.ts'

/** Which formats somebody takes, and which they like best. */
export interface QualityProfile {
  name: string
  isUpgradeAllowed: boolean
  /** A format, `any`, or `audiobook` for any format of that slot. */
  cutoff: string
  /** The worst first. Empty: every format is taken, in the usual order. */
  items: readonly { quality: string; isAllowed: boolean }[]
  /** What the custom formats of a release must sum up to at least. */
  minimumFormatScore?: number
  /** Up to which sum better custom formats are worth an upgrade. */
  upgradeUntilScore?: number
}

/** Whether a format is taken; one that nobody could read from the name is. */
export const isAllowed = ({ items }: QualityProfile, format: string | undefined): boolean =>
  format === undefined || items.length === 0 || items.some((item) => item.isAllowed && item.quality === format)

/**
 * Where a format stands in its slot by the profile, the better the higher. An unknown format stands between the worst and
 * the second worst; formats that are not listed stand below all.
 */
export function formatIndex({ items }: QualityProfile, slot: Slot, format: string | undefined): number {
  const ofSlot = items.filter(({ quality }) => slotOfFormat(quality) === slot)
  if (ofSlot.length === 0) return format === undefined ? UNKNOWN_RANK[slot] : formatRank(format)
  if (format === undefined) return 0.5
  return ofSlot.findIndex(({ quality }) => quality === format)
}

/** Of formats without a profile's order: just above the worst of the slot. */
const UNKNOWN_RANK: Record<Slot, number> = { ebook: 1.5, audiobook: 7.5 }

/** Whether a file of this format is good enough, so that no better one is looked for. */
export function meetsCutoff(profile: QualityProfile, slot: Slot, format: string): boolean {
  const { cutoff } = profile
  if (cutoff === 'any' || cutoff === slot) return true
  // A cutoff speaks of its own slot only; in the other one nothing better is asked for.
  if (slotOfFormat(cutoff) !== slot) return true
  return formatIndex(profile, slot, format) >= formatIndex(profile, slot, cutoff)
}

/** Of several formats in one release, the one that counts: the best of the slot, else the best there is. */
export function formatOf(
  formats: readonly string[],
  slot: Slot,
  profile: QualityProfile | undefined,
): string | undefined {
  const ofSlot = formats.filter((format) => slotOfFormat(format) === slot)
  const candidates = ofSlot.length > 0 ? ofSlot : formats
  const value = (format: string) =>
    profile && ofSlot.length > 0 ? formatIndex(profile, slot, format) : formatRank(format)
  return candidates.reduce<string | undefined>(
    (best, format) => (best === undefined || value(format) > value(best) ? format : best),
    undefined,
  )
}
