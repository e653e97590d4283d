import { foldWords, normaliseName } from '#kernel/text.ts'
import { differsByOne, jaroWinkler } from './likeness.ts'

export interface Named {
  name: string
  /** Other names that are known to be theirs. */
  aliases?: readonly string[]
}

/** What two names say: one person, two, or ask somebody. */
export type PersonVerdict = 'same' | 'ask' | 'different'

const AUTOMATIC = 0.94
const DOUBTFUL = 0.88
const LONG_SURNAME = 6
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'v'])
const SPELT_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' }

/** `Tolkien, J. R. R.` is written `J. R. R. Tolkien`; a suffix behind a comma stays behind. */
function inOrder(name: string): string {
  const [last = '', ...rest] = normaliseName(name).split(/\s*,\s*/)
  const given = rest.filter((part) => !SUFFIXES.has(foldWords(part)))
  return given.length === 0 ? last : `${given.join(' ')} ${last}`
}

/** Folded words without suffixes. */
function wordsOf(name: string): string[] {
  const words = foldWords(inOrder(name)).split(' ')
  while (words.length > 2 && SUFFIXES.has(words.at(-1) ?? '')) words.pop()
  return words
}

const speltOut = (name: string) =>
  name.normalize('NFC').replace(/[äöü]/gi, (letter) => SPELT_OUT[letter.toLowerCase()] ?? letter)

/** `j r r tolkien` as `jrr tolkien`: initials are written with and without blanks. */
function joinInitials(words: readonly string[]): string {
  return words
    .map((word, index) => {
      const follows = [...(words[index + 1] ?? '')].length === 1
      return [...word].length === 1 && follows ? word : `${word} `
    })
    .join('')
    .trim()
}

/** One way to write a name, by which the same name of several sources is found: initials together, umlauts spelt out. */
export const canonicalName = (name: string): string => joinInitials(wordsOf(speltOut(name)))

/** All ways to write a name that are this name: with first and last name changed round, umlauts spelt out or stripped. */
export function nameVariants(name: string): Set<string> {
  const variants = new Set<string>()
  for (const spelling of [name, speltOut(name)]) {
    const words = wordsOf(spelling)
    const turned =
      words.length > 1
        ? [words, [...words.slice(1), words[0] ?? ''], [words.at(-1) ?? '', ...words.slice(0, -1)]]
        : [words]
    for (const order of turned) variants.add(joinInitials(order))
  }
  variants.delete('')
  return variants
}

/**
 * Whether two names are one person. Likeness alone joins nobody: surnames must be equal too, or long and one letter apart.
 * Other scripts are only joined by a name that is known to be theirs.
 */
export function comparePeople(one: Named, other: Named): PersonVerdict {
  const mine = new Set([one.name, ...(one.aliases ?? [])].flatMap((name) => [...nameVariants(name)]))
  const theirs = [other.name, ...(other.aliases ?? [])].flatMap((name) => [...nameVariants(name)])
  if (theirs.some((name) => mine.has(name))) return 'same'
  const [words, otherWords] = [wordsOf(one.name), wordsOf(other.name)]
  const likeness = jaroWinkler(words.join(' '), otherWords.join(' '))
  if (likeness < DOUBTFUL) return 'different'
  if (likeness < AUTOMATIC) return 'ask'
  return isSameSurname(words.at(-1) ?? '', otherWords.at(-1) ?? '') ? 'same' : 'ask'
}

function isSameSurname(one: string, other: string): boolean {
  if (one === other) return true
  return Math.min(one.length, other.length) >= LONG_SURNAME && differsByOne(one, other)
}

/** Names that arrive twice in a row (`Jane Doe Jane Doe`) once. */
export function halveDoubled(name: string): string {
  const words = normaliseName(name).split(' ')
  const half = words.length / 2
  const isDoubled =
    words.length >= 4 && Number.isInteger(half) && words.slice(0, half).join(' ') === words.slice(half).join(' ')
  return isDoubled ? words.slice(0, half).join(' ') : normaliseName(name)
}
