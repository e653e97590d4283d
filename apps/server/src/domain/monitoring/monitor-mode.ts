/** Which books of an author are monitored (acquisition contract 4.6). */
export interface MonitorRule {
  /** Of an author who is not monitored no book is. */
  isMonitored: boolean
  mode: string
  latestCount: number
  /** Pinned ones, for the mode `series`. */
  seriesIds: ReadonlySet<number>
  today: Date
}

/** What the rule looks at. */
export interface DatedBook {
  id: number
  /** An instant, or a date. */
  releaseDate: string | null
  seriesIds: readonly number[]
  isExcluded: boolean
}

/** Keys of the books that are monitored by a rule. */
export function monitoredBooks(rule: MonitorRule, books: readonly DatedBook[]): Set<number> {
  if (!rule.isMonitored) return new Set()
  const wanted = books.filter(({ isExcluded }) => !isExcluded)
  return new Set(chosen(rule, wanted).map(({ id }) => id))
}

function chosen(
  { mode, latestCount, seriesIds, today }: MonitorRule,
  books: readonly DatedBook[],
): readonly DatedBook[] {
  const dayOf = ({ releaseDate }: DatedBook) => releaseDate?.slice(0, 10) ?? ''
  if (mode === 'all') return books
  if (mode === 'future') return books.filter((book) => dayOf(book) > today.toISOString().slice(0, 10))
  if (mode === 'series') return books.filter((book) => book.seriesIds.some((id) => seriesIds.has(id)))
  if (mode !== 'latest') return []
  return books
    .filter((book) => dayOf(book) !== '')
    .toSorted((one, other) => (dayOf(one) < dayOf(other) ? 1 : dayOf(one) > dayOf(other) ? -1 : one.id - other.id))
    .slice(0, latestCount)
}
