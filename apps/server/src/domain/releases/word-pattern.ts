import { isStopWord } from './words.ts'

/** A word that is looked for; `loose` holds its other spellings, where it has any. */
export interface WordPattern {
  readonly text: string
  readonly loose: ReadonlySet<string> | undefined
}

const DIGRAPHS = /[aou]e/g
/** More of them would multiply, and no real word has that many. */
const MOST_DIGRAPHS = 4

/** `ae`, `oe` and `ue` of the pattern are found as `a`, `o` and `u` too: not everybody writes umlauts out. */
export function wordPattern(word: string): WordPattern {
  const places = [...word.matchAll(DIGRAPHS)].map((found) => found.index)
  if (places.length === 0 || places.length > MOST_DIGRAPHS) return { text: word, loose: undefined }
  const loose = new Set<string>()
  for (let choice = 0; choice < 1 << places.length; choice++) {
    const dropped = new Set(places.filter((_, bit) => choice & (1 << bit)).map((at) => at + 1))
    loose.add([...word].filter((_, at) => !dropped.has(at)).join(''))
  }
  return { text: word, loose }
}

export const isWord = (pattern: WordPattern, word: string): boolean =>
  pattern.text === word || (pattern.loose?.has(word) ?? false)

/** Where the pattern stands in the words, from `from` on; -1 where it does not. */
export function findWord(pattern: WordPattern, words: readonly string[], from = 0): number {
  for (let at = from; at < words.length; at++) if (isWord(pattern, words[at] as string)) return at
  return -1
}

/** Whether the patterns stand in a row from `at` on. */
export function standAt(patterns: readonly WordPattern[], words: readonly string[], at: number): boolean {
  if (at + patterns.length > words.length) return false
  return patterns.every((pattern, offset) => isWord(pattern, words[at + offset] as string))
}

/**
 * Whether the patterns stand in a row from `at` on, with nothing between them but small words.
 * @returns the place behind them; -1 where they do not
 */
export function endOfRow(patterns: readonly WordPattern[], words: readonly string[], at: number): number {
  let place = at
  for (const pattern of patterns) {
    while (place > at && isStopWord(words[place] ?? '') && !isWord(pattern, words[place] as string)) place++
    const word = words[place]
    if (word === undefined || !isWord(pattern, word)) return -1
    place++
  }
  return place
}
