import { type Random, random } from './random.ts'

const known = (
  'the shadow night house winter garden river king sea last dark light stone secret history road world ' +
  'summer fire silence daughter moon time blood letters island city lost bird heart glass death song empire journey ' +
  'children wind crown storm memory mirror forest ghost bridge war gold tower dream star ocean wolf iron queen ' +
  'snow ashes promise kingdom hour line theory art life book Äpfel Élan Señora naïve café'
).split(' ')

const starts = 'b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sh st t th tr v w z'.split(' ')
const vowels = 'a e i o u ai ea ou'.split(' ')
const ends = ['', '', '', 'n', 'r', 's', 'l', 'm', 'nd', 'rt']

/** How many words the fictional books are written in. Prime, so that stepping through it meets every word. */
const SIZE = 30_011

/** Common words first: word `n` is used about `1/n` as often as the first, as in any language. */
export const vocabulary: readonly string[] = build()

function build(): string[] {
  const words = new Set(known)
  const dice = random(1)
  while (words.size < SIZE) words.add(invent(dice))
  return [...words]
}

function invent(dice: Random): string {
  const syllables = 2 + dice.below(2)
  let word = ''
  for (let i = 0; i < syllables; i++) word += dice.pick(starts) + dice.pick(vowels)
  return word + dice.pick(ends)
}

/**
 * A word as often as language has it.
 * @param among how many of the most common words are in play
 * @param from leaves the commonest ones out
 */
export function someWord(dice: Random, among = 4_000, from = 0): string {
  return vocabulary[from + Math.floor(among ** dice.next()) - 1] ?? 'the'
}

export const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const first =
  'Anna James Maria John Elena Peter Sofia Thomas Ingrid Paul Amélie Jürgen Olga Henry Yuki Carlos Grace Ravi Nora Ömer'
const firstNames = first.split(' ').flatMap((name, at) => [name, `${name} ${'ABCDEFGHJKLMNPRSTVWZ'[at]}.`])

/** The name of the author with this number; no two are alike for the first 1.2 million. */
export function authorName(number: number): string {
  const given = firstNames[number % firstNames.length]
  const family = vocabulary[(Math.floor(number / firstNames.length) * 7_919 + 137) % SIZE] ?? ''
  return `${given} ${capitalised(family)}`
}
