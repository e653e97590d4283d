import { languageCode } from '#domain/catalog/language-code.ts'

/** Words and codes of languages; the first of a row is its ISO 639-2 code as libraries write it. */
const WORDS = [
  'eng english',
  'fre french francais français vf vff vostfr',
  'ger german deutsch',
  'spa spanish espanol español',
  'dut dutch netherlands',
  'ita italian italiano',
  'por portuguese portugues português',
  'rus russian russe',
  'jpn japanese japonais',
  'chi chinese mandarin',
  'kor korean',
  'ara arabic arabe',
  'swe swedish svenska',
  'nor norwegian',
  'dan danish',
  'pol polish',
  'cze czech',
  'tur turkish',
  'hin hindi',
]
const BY_WORD = new Map<string, string>(
  WORDS.flatMap((row) => row.split(' ').map((word, _, [code = '']): [string, string] => [word, code])),
)
/** Also names of people, or words of languages: read as a language only where they stand in capitals. */
const AMBIGUOUS = new Set(['dan', 'por', 'chi', 'nor', 'pol', 'spa', 'ara', 'ita'])

export const isLanguageWord = (word: string): boolean => BY_WORD.has(word)

/**
 * Languages that the name of a release speaks of.
 * @param words its folded words
 * @param isIgnored words that belong to the wanted book (`The English Patient`)
 */
export function languagesAmong(name: string, words: readonly string[], isIgnored: (word: string) => boolean): string[] {
  const found: string[] = []
  for (const word of words) {
    const code = BY_WORD.get(word)
    if (code === undefined || found.includes(code) || isIgnored(word)) continue
    if (AMBIGUOUS.has(word) && !isInCapitals(name, word)) continue
    found.push(code)
  }
  return found
}

const isInCapitals = (name: string, word: string) =>
  new RegExp(`(?<![A-Za-z0-9])${word.toUpperCase()}(?![A-Za-z0-9])`).test(name)

/** Languages of an attribute such as `German` or `eng, fre`; what names no language is left out. */
export function languagesOfAttribute(text: string | undefined): string[] {
  if (!text) return []
  const codes = text.split(/[,;/|]/).map((part) => BY_WORD.get(part.trim().toLowerCase()) ?? languageCode(part))
  return codes.filter((code) => code !== null)
}
