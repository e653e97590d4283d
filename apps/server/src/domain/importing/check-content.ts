import { comparePeople } from '#domain/metadata/author-identity.ts'
import { jaroWinkler } from '#domain/metadata/likeness.ts'
import { dedupKey, mainKey } from '#domain/metadata/title-key.ts'
import { isAtLeast, MATCH_LEVELS, type MatchLevel } from '#domain/releases/match-release.ts'
import { significantWords } from '#domain/releases/words.ts'
import { foldTitle } from '#kernel/text.ts'

/** What a file says that it is. */
export interface FileClaim {
  title: string | null
  authors: readonly string[]
  isbns: readonly string[]
  asin: string | null
}

/** The book that it was fetched for. */
export interface ExpectedBook {
  title: string
  /** Its author and the other names of that person. */
  authors: readonly string[]
  isbns: readonly string[]
  asins: readonly string[]
  /** Other books of the same author, by which a neighbour in a series is told. */
  siblings: readonly { id: number; title: string }[]
}

/** `pass`: it is the book. `unknown`: it does not say. `other`: it is another one, maybe a known one. */
export type Verdict =
  | { kind: 'pass' }
  | { kind: 'unknown' }
  | { kind: 'other'; title: string; author: string | null; siblingId: number | null }

const NO_TITLE = /^(track|chapter|kapitel|part|disc|cd|side|untitled|unknown|title|audio\s?track)?[\s._#-]*\d*$/i
const ALIKE = 0.92

/** Compares what a file says of itself with the book that it shall be. */
export function checkContent(claim: FileClaim, book: ExpectedBook): Verdict {
  if (claim.isbns.some((isbn) => book.isbns.includes(isbn))) return { kind: 'pass' }
  if (claim.asin !== null && book.asins.includes(claim.asin)) return { kind: 'pass' }
  const title = claim.title?.trim() ?? ''
  if (NO_TITLE.test(title) || foldTitle(title) === '') return { kind: 'unknown' }
  const author = sameAuthor(claim.authors, book.authors)
  if (isSameTitle(title, book.title)) return author === 'different' ? { kind: 'unknown' } : { kind: 'pass' }
  const sibling =
    author === 'different' ? undefined : book.siblings.find((one) => dedupKey(one.title) === dedupKey(title))
  const other = { kind: 'other' as const, title, author: claim.authors[0] ?? null }
  if (sibling) return { ...other, siblingId: sibling.id }
  if (author === 'different' && !sharesWord(title, book.title)) return { ...other, siblingId: null }
  return containsTitle(title, book.title) ? { kind: 'pass' } : { kind: 'unknown' }
}

/** Equal, equal without subtitles, or but for a slip of the pen. */
export function isSameTitle(one: string, other: string): boolean {
  const keys = [dedupKey(one), mainKey(one)]
  if ([dedupKey(other), mainKey(other)].some((key) => key !== '' && keys.includes(key))) return true
  return jaroWinkler(dedupKey(one), dedupKey(other)) >= ALIKE && sharesWord(one, other)
}

function containsTitle(title: string, wanted: string): boolean {
  const words = significantWords(wanted)
  const there = new Set(significantWords(title))
  return words.length > 0 && words.every((word) => there.has(word))
}

function sharesWord(one: string, other: string): boolean {
  const words = new Set(significantWords(one))
  return significantWords(other).some((word) => words.has(word))
}

/** Who is not named says nothing against it. */
function sameAuthor(named: readonly string[], wanted: readonly string[]): 'same' | 'unknown' | 'different' {
  const names = named.filter((name) => foldTitle(name) !== '' && !/^(unknown|various)\b/i.test(name.trim()))
  if (names.length === 0 || wanted.length === 0) return 'unknown'
  const isSame = names.some((name) => wanted.some((one) => mayBeSame(name, one)))
  return isSame ? 'same' : 'different'
}

/** Also `E. R. Burroughs` for `Edgar Rice Burroughs`: it is enough not to be somebody else. */
function mayBeSame(one: string, other: string): boolean {
  if (comparePeople({ name: one }, { name: other }) !== 'different') return true
  const [mine, theirs] = [foldTitle(one).split(' '), foldTitle(other).split(' ')]
  return mine.at(-1) === theirs.at(-1) && mine[0]?.[0] === theirs[0]?.[0]
}

/** How a download was chosen: by a person, or how surely by its name. */
export interface Choice {
  isAutomatic: boolean
  matchLevel: string | null
  /** Somebody has seen what speaks against the files and wants them. */
  isTakenAsIs: boolean
}

/**
 * Whether a verdict stands in the way. Nobody overrules a person who chose the release; what the system chose is stopped by
 * what speaks against it, and where its name left doubt, also by what says nothing.
 */
export function standsInTheWay(verdict: Verdict, { isAutomatic, matchLevel, isTakenAsIs }: Choice): boolean {
  if (!isAutomatic || isTakenAsIs || verdict.kind === 'pass') return false
  if (verdict.kind === 'other') return true
  const level = MATCH_LEVELS.find((known) => known === matchLevel)
  return level !== undefined && !isAtLeast(level, 'strong' satisfies MatchLevel)
}
