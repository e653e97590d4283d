import { toIsbn13 } from '@colophon/formats/isbn.ts'
import { foldedWords } from '#kernel/text.ts'
import { asinIn, isbnIn } from './identifiers.ts'
import type { ReleaseName } from './release-name.ts'
import { namesAuthor, type TitleEvidence, weighTitle } from './relevance.ts'
import { hasTitleSegment, isTitle } from './segments.ts'
import { wrongVolume } from './volume.ts'
import { type PreparedBook, type TitleForm, withoutBracket } from './wanted-book.ts'

/** How surely a release is the wanted book, the best first. */
export const MATCH_LEVELS = ['id', 'exact', 'strong', 'fair', 'weak', 'none'] as const
export type MatchLevel = (typeof MATCH_LEVELS)[number]

/** Why a release is not taken for the wanted book; the text is for people. */
export interface Mismatch {
  code: 'irrelevant' | 'pack' | 'volume'
  text: string
}

export interface Match {
  level: MatchLevel
  /** Only with the level `none`. */
  mismatch?: Mismatch
}

const IRRELEVANT: Match = { level: 'none', mismatch: { code: 'irrelevant', text: 'title or author does not match' } }

/** Whether the first level is at least as sure as the second. */
export const isAtLeast = (level: MatchLevel, least: MatchLevel): boolean =>
  MATCH_LEVELS.indexOf(level) <= MATCH_LEVELS.indexOf(least)

/**
 * Says how surely a release is the wanted book. Numbers that name the very book decide alone; else words accept or drop
 * it, packs and other volumes are dropped, and what is left is graded.
 */
export function matchRelease(name: ReleaseName, wanted: PreparedBook): Match {
  if (hasSameId(name, wanted)) return { level: 'id' }
  const isAuthorNamed = namesAuthor(wanted, name.words) || isToldAuthor(name, wanted)
  const weighed = wanted.forms.map((form) => ({ form, evidence: weighTitle(form, wanted, name.words, isAuthorNamed) }))
  const accepted = weighed.filter(({ evidence }) => evidence.isAccepted)
  const isTold = isAuthorNamed && isToldTitle(name, wanted)
  if (accepted.length === 0 && !isTold) return IRRELEVANT

  const mismatch = packMismatch(name, wanted) ?? volumeMismatch(name, wanted)
  if (mismatch) return { level: 'none', mismatch }

  const isSegment = isTold || hasTitleSegment(name.title, wanted)
  if (isSegment && isAuthorNamed) return { level: 'exact' }
  const graded = accepted.map((one) => gradeOf(one.form, one.evidence, isSegment, isAuthorNamed))
  return { level: MATCH_LEVELS.find((level) => graded.includes(level)) ?? 'weak' }
}

function gradeOf(form: TitleForm, evidence: TitleEvidence, isSegment: boolean, isAuthorNamed: boolean): MatchLevel {
  const count = form.significant.length
  if (count === 0) return 'weak'
  if (isSegment) return 'strong'
  if (count === 1) return 'weak'
  if (evidence.isPhrase && isAuthorNamed) return 'strong'
  if ((evidence.isPhrase && evidence.isAnchored) || (evidence.hasWords && isAuthorNamed)) return 'fair'
  return 'weak'
}

function hasSameId({ title }: ReleaseName, { book }: PreparedBook): boolean {
  if (book.asin && asinIn(title) === book.asin) return true
  if (!book.isbns || book.isbns.length === 0) return false
  const isbn = isbnIn(title)
  return isbn !== undefined && book.isbns.some((one) => toIsbn13(one) === isbn)
}

/** Indexers that know books tell the author beside the name. */
const isToldAuthor = ({ author }: ReleaseName, wanted: PreparedBook): boolean =>
  author !== undefined && author !== '' && namesAuthor(wanted, foldedWords(author))

const isToldTitle = ({ bookTitle }: ReleaseName, wanted: PreparedBook): boolean =>
  bookTitle !== undefined && bookTitle !== '' && isTitle(foldedWords(withoutBracket(bookTitle)), wanted)

function packMismatch({ pack }: ReleaseName, wanted: PreparedBook): Mismatch | undefined {
  if (!pack || wanted.isPack) return undefined
  const volumes = pack.from === undefined ? '' : ` (volumes ${pack.from}-${pack.to})`
  return { code: 'pack', text: `multi-book pack${volumes}` }
}

function volumeMismatch({ words }: ReleaseName, wanted: PreparedBook): Mismatch | undefined {
  const wrong = wrongVolume(wanted, words)
  if (!wrong) return undefined
  const text =
    wrong.volume === undefined
      ? `release does not say volume ${wrong.wanted}`
      : `release is volume ${wrong.volume}, wanted ${wrong.wanted}`
  return { code: 'volume', text }
}
