import type { Author } from './author-queries.ts'

export interface LeftOut {
  reason: (typeof reasons)[number]
  count: number
  /** Some of them. */
  titles: string[]
}

const reasons = [
  'Language',
  'Junk',
  'MediaType',
  'NotAccepted',
  'PartBooks',
  'MissingDate',
  'MinPopularity',
  'MinPages',
  'MissingIsbn',
] as const

/** What the last listing of an author's works left out, by reason, the most first. */
export function leftOut(summary: Author['lastSync']): LeftOut[] {
  if (!summary) return []
  const told: Record<string, unknown> = { ...summary }
  return reasons
    .map((reason) => ({
      reason,
      count: Number(told[`skipped${reason}`] ?? 0),
      titles: titlesOf(told[`skipped${reason}Sample`]),
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

const titlesOf = (sample: unknown): string[] =>
  Array.isArray(sample)
    ? sample.flatMap((one: { title?: unknown }) => (typeof one.title === 'string' ? [one.title] : []))
    : []
