/** A unit is 1600 bytes of a book, which many read in a minute. */
const USUAL = 1
/** Longer on a page is a break, shorter is leafing through. */
const BREAK_MS = 4 * 60_000
const GLANCE_MS = 2_500
/** How much one page says about the reader. */
const WEIGHT = 0.08

/**
 * Learns how fast somebody reads from the pages they turn.
 * @param kept units a minute, as remembered; null for a reader of whom nothing is known
 */
export function readingSpeed(kept: number | null) {
  let speed = kept !== null && kept >= 0.1 && kept <= 10 ? kept : USUAL
  let last: { left: number; at: number } | undefined
  return {
    /** Somebody came to where so many units are left in the book. @returns whether something was learned */
    arrive(left: number, at: number): boolean {
      const before = last
      last = { left, at }
      if (!before) return false
      const read = before.left - left
      const took = at - before.at
      // A jump is no reading: nobody reads four units at a time on any screen.
      if (read <= 0 || read > 4 || took < GLANCE_MS || took > BREAK_MS) return false
      const seen = Math.min(5, Math.max(0.2, read / (took / 60_000)))
      speed = speed * (1 - WEIGHT) + seen * WEIGHT
      return true
    },
    minutesFor: (units: number): number => units / speed,
    get unitsPerMinute() {
      return speed
    },
  }
}
