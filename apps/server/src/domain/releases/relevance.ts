import { isFormat } from './formats.ts'
import { isLanguageWord } from './languages.ts'
import type { PreparedBook, TitleForm } from './wanted-book.ts'
import { endOfRow, findWord, type WordPattern } from './word-pattern.ts'
import { isFileWord, isSeriesMarker, isShort, isStopWord } from './words.ts'

/** How the words of a title stand in the name of a release. */
export interface TitleEvidence {
  /** All significant words are there. */
  hasWords: boolean
  /** They stand in a row, with nothing but small words between them. */
  isPhrase: boolean
  /** Everything in front of them belongs to the author or says nothing. */
  isAnchored: boolean
  isAccepted: boolean
}

/** After them a title of one word may be the beginning of another title: *Treasure* of Khan. */
const JOINING = new Set('of and or in on at to for from'.split(' '))

/** Whether one of the author's names is in the words; a name of several words needs all of them. */
export const namesAuthor = (wanted: PreparedBook, words: readonly string[]): boolean =>
  wanted.authors.some((name) => name.every((word) => findWord(word, words) >= 0))

/** Weighs a title against the words of a release, and accepts or drops it. */
export function weighTitle(
  form: TitleForm,
  wanted: PreparedBook,
  words: readonly string[],
  isAuthorNamed: boolean,
): TitleEvidence {
  const { significant } = form
  const [first] = significant
  if (!first) return { hasWords: false, isPhrase: false, isAnchored: false, isAccepted: isAuthorNamed }
  const hasAuthor = isAuthorNamed || wanted.authors.length === 0
  if (significant.length === 1) {
    const at = findWord(first, words)
    const isAccepted = at >= 0 && hasAuthor && !isExtended(first, wanted, words)
    return { hasWords: at >= 0, isPhrase: at >= 0, isAnchored: at >= 0 && isAnchored(wanted, words, at), isAccepted }
  }
  const phraseAt = findPhrase(significant, words)
  if (phraseAt >= 0) {
    const anchored = isAnchored(wanted, words, phraseAt)
    return { hasWords: true, isPhrase: true, isAnchored: anchored, isAccepted: anchored || hasAuthor }
  }
  const hasWords = significant.every((word) => findWord(word, words) >= 0)
  if (!hasWords) return { hasWords, isPhrase: false, isAnchored: false, isAccepted: false }
  const orderAt = findInOrder(significant, words)
  const anchored = orderAt >= 0 && isAnchored(wanted, words, orderAt)
  return { hasWords, isPhrase: false, isAnchored: anchored, isAccepted: isAuthorNamed || anchored }
}

/** Where the words stand in a row, small words between them not counted; -1 where they do not. */
function findPhrase(patterns: readonly WordPattern[], words: readonly string[]): number {
  const first = patterns[0] as WordPattern
  for (let start = findWord(first, words); start >= 0; start = findWord(first, words, start + 1)) {
    if (endOfRow(patterns, words, start) >= 0) return start
  }
  return -1
}

function findInOrder(patterns: readonly WordPattern[], words: readonly string[]): number {
  let first = -1
  let from = 0
  for (const pattern of patterns) {
    const at = findWord(pattern, words, from)
    if (at < 0) return -1
    if (first < 0) first = at
    from = at + 1
  }
  return first
}

function isAnchored(wanted: PreparedBook, words: readonly string[], at: number): boolean {
  for (let before = 0; before < at; before++) if (!isHarmless(words[before] as string, wanted)) return false
  return true
}

const isHarmless = (word: string, wanted: PreparedBook): boolean =>
  isShort(word) || isStopWord(word) || isSeriesMarker(word) || wanted.isAuthorWord(word) || /^\d+$/.test(word)

/** Wherever the word stands, another title goes on behind it. */
function isExtended(word: WordPattern, wanted: PreparedBook, words: readonly string[]): boolean {
  let at = findWord(word, words)
  for (; at >= 0; at = findWord(word, words, at + 1)) if (!goesOn(wanted, words, at)) return false
  return true
}

function goesOn(wanted: PreparedBook, words: readonly string[], at: number): boolean {
  if (!JOINING.has(words[at + 1] ?? '')) return false
  const next = words.slice(at + 2).find((word) => !isShort(word) && !isStopWord(word))
  return next !== undefined && !isHarmlessAfter(next, wanted)
}

const isHarmlessAfter = (word: string, wanted: PreparedBook): boolean =>
  isHarmless(word, wanted) || isFileWord(word) || isFormat(word) || isLanguageWord(word) || /^\d/.test(word)
