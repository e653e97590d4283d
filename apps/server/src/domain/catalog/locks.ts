/** Names that fields of a book have as locks (acquisition contract 5.3 and 10.4), where they are called otherwise. */
const NAMES: Record<string, string> = { publication_date: 'releaseDate', genres_json: 'genres' }

export const lockOf = (field: string): string => NAMES[field] ?? field

/** The locks with those of these fields added; null where there is none, as the column holds it. */
export function withLocks(locked: readonly string[] | null, fields: readonly string[]): string[] | null {
  const locks = new Set([...(locked ?? []), ...fields.map(lockOf)])
  return locks.size > 0 ? [...locks] : null
}
