import { comparePeople } from '#domain/metadata/author-identity.ts'
import type { FoundSeries } from '#domain/metadata/provider.ts'
import { titleScore } from '#domain/metadata/title-key.ts'

/** A series as it is here. */
export interface LocalSeries {
  title: string
  authors: readonly string[]
  bookTitles: readonly string[]
}

export interface ScoredSeries {
  series: FoundSeries
  /** From 0 to 1. */
  confidence: number
}

export interface SeriesLink {
  /** Best first. */
  candidates: ScoredSeries[]
  /** The one that is taken without asking. */
  linked: FoundSeries | undefined
  /** Why none is. */
  reason: 'no candidates' | 'low confidence' | 'ambiguous candidates' | undefined
}

const AUTOMATIC = 0.7
const UNPROVEN = 0.69
const TOO_CLOSE = 0.05
const EVIDENCE = 85
const SAME_BOOK = 90

/** Chooses the series of a provider that a series here is, where there is no doubt. */
export function linkSeries(local: LocalSeries, found: readonly FoundSeries[]): SeriesLink {
  const candidates = found
    .map((series) => ({ series, confidence: confidenceOf(local, series) }))
    .sort((one, other) => other.confidence - one.confidence)
  const [best, second] = candidates
  if (!best) return { candidates, linked: undefined, reason: 'no candidates' }
  if (best.confidence < AUTOMATIC) return { candidates, linked: undefined, reason: 'low confidence' }
  const isClose = second !== undefined && best.confidence - second.confidence <= TOO_CLOSE
  if (isClose) return { candidates, linked: undefined, reason: 'ambiguous candidates' }
  return { candidates, linked: best.series, reason: undefined }
}

/** Its name for three quarters, its books for one; without a book or an author in common it is a guess. */
function confidenceOf(local: LocalSeries, series: FoundSeries): number {
  const books = bookScore(local.bookTitles, series.bookTitles)
  const score = (0.75 * titleScore(local.title, series.name) + 0.25 * books) / 100
  const isSameAuthor =
    series.authorName !== '' &&
    local.authors.some((name) => comparePeople({ name }, { name: series.authorName }) === 'same')
  return books >= EVIDENCE || isSameAuthor ? score : Math.min(score, UNPROVEN)
}

function bookScore(mine: readonly string[], theirs: readonly string[]): number {
  if (mine.length === 0) return 0
  const matches = mine.filter((title) => theirs.some((other) => titleScore(title, other) >= SAME_BOOK)).length
  return matches === 0 ? 0 : 65 + (30 * matches) / mine.length
}
