/** The names of the months in a language, from January on. */
export function monthNames(locale: string, month: 'short' | 'long' | 'narrow'): string[] {
  const names = new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, index) => names.format(Date.UTC(2026, index, 1)))
}

/**
 * The days of a month as they stand in a calendar whose weeks begin on Monday.
 * @param month 0 for January
 * @returns `2026-03-14` with column and row, both from 0
 */
export function daysOfMonth(year: number, month: number): { day: string; column: number; row: number }[] {
  const start = new Date(Date.UTC(2000, month, 1))
  // Not by the constructor, which takes the years below 100 for those of the last century.
  start.setUTCFullYear(year, month, 1)
  const before = (start.getUTCDay() + 6) % 7
  const days = []
  for (const at = new Date(start); at.getUTCMonth() === month; at.setUTCDate(at.getUTCDate() + 1)) {
    const place = before + at.getUTCDate() - 1
    days.push({ day: at.toISOString().slice(0, 10), column: place % 7, row: Math.floor(place / 7) })
  }
  return days
}
