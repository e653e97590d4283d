import { foldedWords } from '#kernel/text.ts'

const STOP_WORDS = new Set('the a an and or of in to by for with at from is it as on be'.split(' '))
/** What may stand between a title and the number of its volume. */
const SERIES_MARKERS = new Set('book bk vol volume part tome band'.split(' '))
const FILE_WORDS = new Set(
  (
    'kbps kbit vbr abr khz mono stereo bitrate retail unabridged abridged complete audiobook audio ebook edition read ' +
    'narrated narrator novel'
  ).split(' '),
)
const EDITION_WORDS = new Set('deluxe illustrated anniversary revised expanded'.split(' '))
const ARTICLES = new Set(['the', 'a', 'an'])

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word)
export const isArticle = (word: string): boolean => ARTICLES.has(word)
export const isSeriesMarker = (word: string): boolean => SERIES_MARKERS.has(word)
/** Words that speak of the file and not of the book. */
export const isFileWord = (word: string): boolean => FILE_WORDS.has(word)
export const isEditionWord = (word: string): boolean => EDITION_WORDS.has(word)

/** Counted in UTF-8 bytes, so that one Chinese character is a word and an initial is none. */
export const isShort = (word: string): boolean => word.length < 3 && Buffer.byteLength(word) < 3

export const isSignificant = (word: string): boolean => !isShort(word) && !isStopWord(word)

/** Words of a title by which it can be known: at least three bytes, and none of the small words. */
export const significantWords = (title: string): string[] => foldedWords(title).filter(isSignificant)

/** Words of a name without initials; all of its words where nothing longer is left (`Bo Li`). */
export function authorWords(name: string): string[] {
  const words = foldedWords(name)
  const long = words.filter((word) => !isShort(word))
  return long.length > 0 ? long : words
}
