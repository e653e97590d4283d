/**
 * Folding happens here and never in a database: SQLite and PostgreSQL disagree about letters, so both compare the
 * folded form as bytes.
 */
const MARKS = /\p{M}+/gu
const NOT_WORD = /[^\p{L}\p{N}]+/gu
const LONE_SCRIPTS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu

const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
}
const SPECIAL = /[ßæœøđðþłħı]/g

/** Lower case without marks: `Äpfel` becomes `apfel`. Compatible forms become one (`ﬁ` becomes `fi`). */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
}

/** Folded words with single blanks between: the form of search texts and of keys that compare titles. */
export function foldWords(text: string): string {
  return fold(text).replace(NOT_WORD, ' ').trim()
}

const APOSTROPHES = /['’‘‛ʼ´`′]/g
const SPELT_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
const ASCII_WORDS = /[a-z0-9]+/g
const WORDS = /[\p{L}\p{M}\p{N}]+/gu
const NOT_LETTER = /[^\p{L}\p{M}\p{N}]+/gu
const NOT_ASCII = /[^\x00-\x7f]/

/**
 * Words of a title, or of the name of a release: lower case, apostrophes gone, umlauts spelt out as those who name
 * releases write them. Other letters keep their marks: `résumé` is not `resume`.
 */
export function foldedWords(text: string): string[] {
  if (!NOT_ASCII.test(text)) return text.toLowerCase().replace(APOSTROPHES, '').match(ASCII_WORDS) ?? []
  const folded = text
    .normalize('NFC')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(/[äöüß]/g, (letter) => SPELT_OUT[letter] ?? letter)
  return folded.match(WORDS) ?? []
}

/** The same as one text with single blanks: `The.Sparrow.(1996)` becomes `the sparrow 1996`. */
export const foldTitle = (text: string): string => foldedWords(text).join(' ')

/** A stable name for addresses and ids: hyphens between words, marks gone from Latin and Greek, other scripts as they are. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(NOT_LETTER, '-')
    .replace(/^-|-$/g, '')
}

/** Words to search by. Scripts written without blanks give a word a character, so that a part of a title is found. */
export function searchWords(text: string): string[] {
  const spaced = foldWords(text).replace(LONE_SCRIPTS, ' $& ')
  return spaced.split(' ').filter((word) => word !== '')
}

/** Trims and makes every run of white space one blank; keeps letters as they are. */
export function normaliseName(text: string): string {
  return text.trim().replace(/\s+/gu, ' ')
}

const ARTICLES: Record<string, readonly string[]> = {
  en: ['the', 'a', 'an'],
  de: ['der', 'die', 'das', 'ein', 'eine'],
  fr: ['le', 'la', 'les', 'un', 'une'],
  es: ['el', 'la', 'los', 'las', 'un', 'una'],
  it: ['il', 'lo', 'la', 'i', 'gli', 'le', 'un', 'una'],
  nl: ['de', 'het', 'een'],
  pt: ['o', 'a', 'os', 'as', 'um', 'uma'],
}

/** Of a title in an unknown language only this is an article for sure: `a` is a word or a letter in many. */
const CERTAIN = ['the']

/**
 * Key by which titles sort: folded, leading article put behind by the book's language, numbers
 * padded so that `Volume 2` comes before `Volume 10`.
 */
export function titleSortKey(title: string, language?: string | null): string {
  const words = fold(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
  const articles = language ? (ARTICLES[language.slice(0, 2).toLowerCase()] ?? []) : CERTAIN
  if (words.length > 1 && articles.includes(words[0] ?? '')) words.push(words.shift() ?? '')
  const key = words.join(' ').replace(/\d+/g, (digits) => digits.padStart(8, '0'))
  return key.slice(0, 200)
}

const PARTICLES = new Set([
  'von',
  'van',
  'de',
  'der',
  'den',
  'del',
  'della',
  'di',
  'da',
  'du',
  'la',
  'le',
  'ter',
  'zu',
  'al',
  'bin',
  'ibn',
])
const SUFFIXES = /^(jr|sr|ii|iii|iv|phd|md|esq)\.?$/i

/** `Jane Austen` becomes `Austen, Jane`; names that already have a comma, or one word, stay. */
export function sortName(name: string): string {
  const clean = normaliseName(name)
  if (clean.includes(',')) return clean
  const words = clean.split(' ')
  const suffix = words.length > 2 && SUFFIXES.test(words.at(-1) ?? '') ? words.pop() : undefined
  if (words.length < 2) return clean
  let cut = words.length - 1
  while (
    cut > 1 &&
    PARTICLES.has((words[cut - 1] ?? '').toLowerCase()) &&
    words[cut - 1] === words[cut - 1]?.toLowerCase()
  )
    cut--
  const family = words.slice(cut).join(' ')
  return `${family}, ${words.slice(0, cut).join(' ')}${suffix ? `, ${suffix}` : ''}`
}

/** Key by which names sort and compare in lists. */
export const nameSortKey = (name: string) => fold(normaliseName(name)).slice(0, 200)

/** The same name, whatever its case: unique keys of authors, series and tags (contract: ignoring case, after normalisation). */
export const nameKey = (name: string) => normaliseName(name).normalize('NFC').toLowerCase()
