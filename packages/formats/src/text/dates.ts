import { tidyLine } from './tidy.ts'

/**
 * A date of publication as precise as the file gives it: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, else the text itself. Times are dropped and
 * the day is the one that was written, not the one it was in Greenwich. Null for nothing and for the year 101, calibre's “no date”.
 */
export function normaliseDate(text: string | null | undefined): string | null {
  const date = tidyLine(text, 100)
  if (!date) return null
  const parts = /^(\d{4})(?:[-:/.](\d{1,2})(?:[-:/.](\d{1,2}))?)?(?:$|[T ])/.exec(date)
  if (!parts) return compactDate(date) ?? date
  const [, year, month, day] = parts
  if (year === '0101' || year === '0000') return null
  if (!month || !isBetween(month, 1, 12)) return year as string
  if (!day || !isBetween(day, 1, 31)) return `${year}-${month.padStart(2, '0')}`
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function compactDate(date: string): string | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date)
  if (!parts?.[1] || !isBetween(parts[2] as string, 1, 12) || !isBetween(parts[3] as string, 1, 31)) return undefined
  return `${parts[1]}-${parts[2]}-${parts[3]}`
}

function isBetween(text: string, low: number, high: number): boolean {
  return Number(text) >= low && Number(text) <= high
}
