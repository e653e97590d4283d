import type { Db } from '#database/open.ts'
import { isGrabbingAutomatic, isUpgradingOn, mayUpgrade } from './by-itself.ts'
import type { Slot } from './formats.ts'
import { type SearchedBook, slotsOf } from './searched-book.ts'
import { isWorthUpgrading, type UpgradeVerdict, upgradeVerdict } from './upgrades.ts'

/** Whether something is taken for a slot without anybody asking: it is missing, or a better file is asked for. */
export async function isSoughtByItself(db: Db, book: SearchedBook, slot: Slot): Promise<boolean> {
  if (!book.isMonitored || book.isExcluded || !slotsOf(book.mediaType).includes(slot)) return false
  const owned = book.owned[slot]
  if (!owned) return book.status === 'wanted'
  if (book.status === 'skipped' || !isWorthUpgrading(owned, book.qualityProfile, slot)) return false
  return isUpgradingOn(db)
}

/** How it stands with a better file for a slot that has one. */
export interface UpgradeStanding {
  slot: Slot
  /**
   * What its profile says; `unwanted` where nobody wants the book, `off` where nothing is replaced without anybody asking,
   * `elsewhere` where another program brings the files in.
   */
  standing: UpgradeVerdict | 'unwanted' | 'off' | 'elsewhere'
  /** The best that is there. */
  format: string
  /** The name of the profile and what it is content with. */
  profile: string | null
  cutoff: string | null
}

/** Says of each file of a book whether a better one is looked for, or why not. */
export async function upgradeStandings(db: Db, book: SearchedBook): Promise<UpgradeStanding[]> {
  const isOn = (await isGrabbingAutomatic({ db })) && (await isUpgradingOn(db))
  const otherwise = (await mayUpgrade(db)) ? 'off' : 'elsewhere'
  return slotsOf(book.mediaType).flatMap((slot) => {
    const owned = book.owned[slot]
    if (!owned) return []
    const { qualityProfile } = book
    const about = { slot, format: owned.format, profile: qualityProfile?.name ?? null }
    const verdict = upgradeVerdict(owned, qualityProfile, slot)
    const isWanted = book.isMonitored && !book.isExcluded && book.status !== 'skipped'
    const standing = verdict !== 'sought' ? verdict : !isWanted ? 'unwanted' : isOn ? verdict : otherwise
    return [{ ...about, standing, cutoff: qualityProfile?.cutoff ?? null }]
  })
}
