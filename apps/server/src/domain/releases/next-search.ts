import { DAYS_BETWEEN_UPGRADE_SEARCHES } from './upgrades.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Hours, by searches in a row that came to nothing. */
const LADDER = [12, 24, 48, 96, 168, 336]
const DAYS_BEFORE_RELEASE = 1
/** So long after its release a new book is looked for every day: it will come. */
const DAYS_NEW = 14

/**
 * When a slot is searched again by itself, at the earliest: later and later where nothing is found; never before a book
 * is about to appear.
 * @param fruitless searches in a row that came to nothing, this one counted
 * @param releaseDate an instant; null where it is not known
 */
export function nextSearch(fruitless: number, releaseDate: string | null, now: Date): Date {
  const usual = (LADDER[Math.min(Math.max(fruitless, 1), LADDER.length) - 1] ?? 0) * HOUR
  if (releaseDate === null) return new Date(now.getTime() + usual)
  const opens = Date.parse(releaseDate) - DAYS_BEFORE_RELEASE * DAY
  if (now.getTime() < opens) return new Date(opens)
  const isNew = now.getTime() < Date.parse(releaseDate) + DAYS_NEW * DAY
  return new Date(now.getTime() + (isNew ? Math.min(usual, DAY) : usual))
}

/** When something better than a file is searched again by itself. */
export const nextUpgradeSearch = (now: Date): Date => new Date(now.getTime() + DAYS_BETWEEN_UPGRADE_SEARCHES * DAY)

/** Whether a book will appear so late that nobody can have it yet. */
export const isUnreleased = (releaseDate: string | null, now: Date): boolean =>
  releaseDate !== null && now.getTime() < Date.parse(releaseDate) - DAYS_BEFORE_RELEASE * DAY
