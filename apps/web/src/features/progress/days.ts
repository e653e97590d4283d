/** The day of an instant where the reader is: `2026-03-14`. */
export function dayOf(instant: string): string {
  const at = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/**
 * The instant that a day means: the one before where that was on the same day, noon otherwise, and never later than now.
 * Null for no day.
 */
export function instantOf(day: string, before: string | null, now = new Date()): string | null {
  if (day === '') return null
  if (before && dayOf(before) === day) return before
  const noon = new Date(`${day}T12:00:00`)
  return (noon > now ? now : noon).toISOString()
}
