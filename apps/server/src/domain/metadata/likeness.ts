/** Longer texts are compared by their beginning: likeness costs the product of both lengths. */
const LONGEST = 200

/**
 * How alike two short texts are, from 0 to 1, by Jaro and Winkler: letters that both have near the same place, and more
 * for the same beginning. Good for names of people.
 */
export function jaroWinkler(one: string, other: string): number {
  const a = [...one.slice(0, LONGEST)]
  const b = [...other.slice(0, LONGEST)]
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Set<number>()
  const matchedA: string[] = []
  for (const [index, letter] of a.entries()) {
    const end = Math.min(b.length - 1, index + reach)
    for (let at = Math.max(0, index - reach); at <= end; at++) {
      if (b[at] !== letter || taken.has(at)) continue
      taken.add(at)
      matchedA.push(letter)
      break
    }
  }
  const matches = matchedA.length
  if (matches === 0) return 0
  const matchedB = b.filter((_, index) => taken.has(index))
  const swapped = matchedA.filter((letter, index) => letter !== matchedB[index]).length / 2
  const jaro = (matches / a.length + matches / b.length + (matches - swapped) / matches) / 3
  let common = 0
  while (common < 4 && a[common] !== undefined && a[common] === b[common]) common++
  return jaro + common * 0.1 * (1 - jaro)
}

/** Whether one letter more, less or other makes one text of the other. */
export function differsByOne(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short === long || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}

/** How much of two texts stands in both in the same order, from 0 to 1. */
export function ratio(one: string, other: string): number {
  const a = one.slice(0, LONGEST)
  const b = other.slice(0, LONGEST)
  if (a.length + b.length === 0) return 1
  let row = new Uint16Array(b.length + 1)
  for (const letter of a.split('')) {
    const next = new Uint16Array(b.length + 1)
    for (let at = 1; at <= b.length; at++) {
      next[at] = letter === b[at - 1] ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0)
    }
    row = next
  }
  return (2 * (row[b.length] ?? 0)) / (a.length + b.length)
}

const wordsOf = (text: string) =>
  [
    ...new Set(
      text
        .slice(0, 2 * LONGEST)
        .split(' ')
        .filter((word) => word !== ''),
    ),
  ].sort()

/** The same, whatever the order of the words, from 0 to 100. */
export const tokenSortScore = (one: string, other: string): number =>
  Math.round(100 * ratio(wordsOf(one).join(' '), wordsOf(other).join(' ')))

/**
 * The same, and words that only one of them has count little: from 0 to 100. Of texts one of which holds all words of the
 * other it is 100, so it speaks for a candidate and never decides alone.
 */
export function tokenSetScore(one: string, other: string): number {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)]
  const shared = mine.filter((word) => theirs.includes(word))
  if (shared.length === 0) return Math.round(100 * ratio(mine.join(' '), theirs.join(' ')))
  const core = shared.join(' ')
  const left = [...shared, ...mine.filter((word) => !shared.includes(word))].join(' ')
  const right = [...shared, ...theirs.filter((word) => !shared.includes(word))].join(' ')
  return Math.round(100 * Math.max(ratio(core, left), ratio(core, right), ratio(left, right)))
}
