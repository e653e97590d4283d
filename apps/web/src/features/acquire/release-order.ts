import type { FoundRelease } from '@colophon/contract/web/releases.ts'

export const releaseColumns = ['score', 'match', 'format', 'size', 'age', 'seeders', 'indexer'] as const
export type ReleaseColumn = (typeof releaseColumns)[number]
export interface ReleaseOrder {
  column: ReleaseColumn
  isDescending: boolean
}

/** The best first, as the server ranks them. */
export const bestFirst: ReleaseOrder = { column: 'score', isDescending: true }

/** Where one begins to look: much of what is good, little of what is a name or an age. */
export const startsDescending = (column: ReleaseColumn): boolean =>
  column === 'score' || column === 'size' || column === 'seeders' || column === 'match'

const levels = ['none', 'weak', 'fair', 'strong', 'exact', 'id']

const keys: Record<ReleaseColumn, (release: FoundRelease) => number | string> = {
  score: ({ score, isApproved }) => score + (isApproved ? 1e9 : 0),
  match: ({ match }) => levels.indexOf(match),
  format: ({ format }) => format ?? '',
  size: ({ sizeBytes }) => sizeBytes,
  age: ({ publishedAt }) => (publishedAt ? -Date.parse(publishedAt) : 0),
  seeders: ({ seeders, grabs }) => seeders ?? grabs,
  indexer: ({ indexerName }) => indexerName,
}

/** Releases by a column; those that are equal in it stay as the server ranked them. */
export function inOrder(releases: readonly FoundRelease[], { column, isDescending }: ReleaseOrder): FoundRelease[] {
  const key = keys[column]
  const sign = isDescending ? -1 : 1
  return releases.toSorted((one, other) => {
    const [a, b] = [key(one), key(other)]
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)))
  })
}
