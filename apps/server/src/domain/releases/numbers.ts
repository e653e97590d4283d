/** Numbers beyond it are years, bit rates and the like, not volumes. */
const HIGHEST_VOLUME = 60
const ROMAN = /^(x{0,3})(ix|iv|v?i{0,3})$/
const VALUES: Record<string, number> = { i: 1, v: 5, x: 10 }

/** The volume that a word of digits says, `07` as 7; undefined for words and for numbers that are no volume. */
export function volumeOfDigits(word: string): number | undefined {
  if (!/^\d{1,3}$/.test(word)) return undefined
  const value = Number(word)
  return value <= HIGHEST_VOLUME ? value : undefined
}

/** The volume that a word says in digits or Roman numerals; one letter alone is an initial and no numeral. */
export const volumeOfWord = (word: string): number | undefined =>
  volumeOfDigits(word) ?? (word.length > 1 ? romanNumber(word) : undefined)

/** The number of a Roman numeral up to 39; undefined for any other word. */
export function romanNumber(word: string): number | undefined {
  if (word === '' || !ROMAN.test(word)) return undefined
  let sum = 0
  for (let at = 0; at < word.length; at++) {
    const value = VALUES[word[at] ?? ''] ?? 0
    sum += value < (VALUES[word[at + 1] ?? ''] ?? 0) ? -value : value
  }
  return sum
}

/** The number at the end of a title that has more than that. */
export const numberOfTitle = (words: readonly string[]): number | undefined =>
  words.length > 1 ? volumeOfWord(words.at(-1) ?? '') : undefined
