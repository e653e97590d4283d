import { foldedWords } from '#kernel/text.ts'
import type { Slot } from './formats.ts'
import { numberOfTitle } from './numbers.ts'
import { packIn } from './pack.ts'
import { type WordPattern, wordPattern } from './word-pattern.ts'
import { authorWords, isArticle, isShort, isSignificant, isStopWord } from './words.ts'

/** What is looked for: a book in one of its two slots. */
export interface WantedBook {
  title: string
  /** Empty where nobody is known to have written it. */
  author: string
  /** Other names of the author; the Latin ones help where the surname is written otherwise. */
  authorAliases?: readonly string[]
  slot: Slot
  year?: number
  /** ISBNs of its editions, 10 or 13 digits. */
  isbns?: readonly string[]
  asin?: string
  seriesName?: string
  /** Where it stands in its series, as far as that is a number. */
  seriesPosition?: number
  /** Of the audiobook. */
  durationSeconds?: number
}

/** A spelling of the title under which the book may be offered. */
export interface TitleForm {
  /** Significant words alone. */
  significant: readonly WordPattern[]
  /** All words but an article in front. */
  words: readonly WordPattern[]
  /** `words` without the small ones, which not everybody writes alike (`War & Peace`). */
  content: readonly WordPattern[]
  /** What is left of `words` in front of a number at the end. */
  withoutNumber: readonly WordPattern[]
}

/** A wanted book with everything worked out that does not depend on the release it is compared with. */
export interface PreparedBook {
  book: WantedBook
  /** The whole title, and the part in front of its subtitle where it has one. */
  forms: readonly TitleForm[]
  /** Words of each name the author may have; empty where no author is known. */
  authors: readonly (readonly WordPattern[])[]
  isAuthorWord(word: string): boolean
  isTitleWord(word: string): boolean
  /** The title holds the word by which names of releases lead over to the author. */
  saysBy: boolean
  /** Of a title that ends in a number up to 60. */
  number: number | undefined
  isPack: boolean
}

const TRAILING_BRACKET = /\s*[([][^()[\]]*[)\]]\s*$/
const NOT_ASCII = /[^\p{ASCII}]/u
const LATIN = /^[\p{Script=Latin}\p{P}\p{Zs}\p{M}]+$/u

/** Works out once what every comparison with a release needs. */
export function prepareBook(book: WantedBook): PreparedBook {
  const title = withoutPossessive(withoutBracket(book.title), book.author)
  const main = mainTitle(title)
  const titles = main === undefined ? [title] : [title, main]
  const number = numberOfTitle(foldedWords(main ?? title))
  const titleWords = new Set(foldedWords(book.title))
  const names = namesOf(book)
  const wordsOfNames = new Set(names.flatMap(foldedWords))
  for (const initials of names.flatMap(joinedInitials)) wordsOfNames.add(initials)
  return {
    book,
    forms: titles.map((text) => titleForm(text, number)),
    authors: names.map((name) => authorWords(name).map(wordPattern)),
    isAuthorWord: (word) => wordsOfNames.has(word),
    isTitleWord: (word) => titleWords.has(word),
    saysBy: titleWords.has('by'),
    number,
    isPack: packIn(book.title, foldedWords(book.title)) !== undefined,
  }
}

/** `Die Stille ist ein Geräusch (German Edition)` without what stands in brackets at its end; never nothing. */
export function withoutBracket(title: string): string {
  const cut = title.replace(TRAILING_BRACKET, '')
  return cut.trim() === '' ? title : cut
}

/** `Tom Clancy's Rainbow Six` by Tom Clancy is offered as `Rainbow Six`. */
function withoutPossessive(title: string, author: string): string {
  if (author === '') return title
  const found = /^(.+?)['’´`]s?\s+(.+)$/.exec(title)
  if (!found) return title
  const [, owner = '', rest = ''] = found
  return foldedWords(owner).join(' ') === foldedWords(author).join(' ') ? rest : title
}

/** What stands in front of a subtitle. */
function mainTitle(title: string): string | undefined {
  const at = title.search(/:|\s[-–—]\s/)
  const main = at > 0 ? title.slice(0, at).trim() : ''
  return foldedWords(main).length > 0 ? main : undefined
}

/** The author, and the Latin names of one whose surname cannot be typed everywhere. */
function namesOf({ author, authorAliases = [] }: WantedBook): string[] {
  if (foldedWords(author).length === 0) return []
  const surname = author.trim().split(/\s+/).at(-1) ?? ''
  const aliases = NOT_ASCII.test(surname) ? authorAliases.filter((alias) => LATIN.test(alias)) : []
  return [author, ...aliases]
}

/** `J. R. R. Tolkien` is also written with `JRR`. */
function joinedInitials(name: string): string[] {
  const initials = foldedWords(name).filter(isShort)
  return initials.length > 1 ? [initials.join('')] : []
}

function titleForm(title: string, number: number | undefined): TitleForm {
  const words = foldedWords(title)
  const patterns = words.map(wordPattern)
  const start = words.length > 1 && isArticle(words[0] ?? '') ? 1 : 0
  const isNumbered = number !== undefined && numberOfTitle(words) === number
  let end = isNumbered ? words.length - 1 : words.length
  while (isNumbered && end > start + 1 && isLeadToNumber(words[end - 1] ?? '')) end--
  return {
    significant: patterns.filter((_, at) => isSignificant(words[at] ?? '')),
    words: patterns.slice(start),
    content: patterns.filter((_, at) => !isStopWord(words[at] ?? '')),
    withoutNumber: patterns.slice(start, end),
  }
}

const isLeadToNumber = (word: string) => isStopWord(word) || /^(book|bk|vol|volume|part|tome|band)$/.test(word)
