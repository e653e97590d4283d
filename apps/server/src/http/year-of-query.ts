import { invalid } from '#kernel/errors.ts'

/**
 * The year that a query asks for; this one (UTC) unless it says another.
 * @throws invalid for what is no year, or one after the next (library contract 25.2)
 */
export function readYearOfQuery(text: string | undefined, now: Date): number {
  const current = now.getUTCFullYear()
  if (text === undefined) return current
  const year = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (year < 1 || year > current + 1) {
    throw invalid('year.invalid', `\`year\` must be a year from 1 to ${current + 1}`)
  }
  return year
}
