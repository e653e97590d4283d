import { setImmediate as nextTurn } from 'node:timers/promises'
import { toIsbn13 } from '@colophon/formats/isbn.ts'
import { foldedWords } from '#kernel/text.ts'
import type { Slot } from './formats.ts'
import { asinIn, isbnIn } from './identifiers.ts'
import { matchRelease } from './match-release.ts'
import type { Release } from './release.ts'
import { type ReleaseName, readName } from './release-name.ts'
import { type PreparedBook, prepareBook, type WantedBook } from './wanted-book.ts'
import type { WordPattern } from './word-pattern.ts'

/** A book with the slots for which something is looked for. */
export interface IndexedBook extends Omit<WantedBook, 'slot'> {
  id: number
  slots: readonly Slot[]
}

export interface WantedMatch {
  bookId: number
  slots: readonly Slot[]
}

/** Knows all wanted books by words of their titles, so that a release is compared with a few of them and not with all. */
export interface WantedIndex {
  readonly size: number
  /** The books that a release may be; which of their slots it fits is for the rules to say. */
  booksFor(release: Release): WantedMatch[]
}

/** Comparing asks a lot; what was asked once will be asked again with the next pages. */
const MOST_PREPARED = 2_000
/** Books that are sorted without a pause: some milliseconds. */
const AT_ONCE = 200

/**
 * Sorts wanted books into drawers. Each stands in one alone: under the rarest of the significant words of its title,
 * all of which a release must have. Titles without any stand under the rarest word of their author; numbers lead to
 * their book whatever a release is called. Made a little at a time, so that requests do not wait for it.
 */
export async function wantedIndex(books: readonly IndexedBook[]): Promise<WantedIndex> {
  const counts = new Map<string, number>()
  const keyed: (readonly (readonly WordPattern[])[])[] = []
  for (const [at, book] of books.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await nextTurn()
    const prepared = prepareBook({ ...book, slot: 'ebook' })
    const choices = prepared.forms.at(-1)?.significant ?? []
    const words = choices.length > 0 ? [choices] : prepared.authors
    for (const word of words.flat()) counts.set(word.text, (counts.get(word.text) ?? 0) + 1)
    keyed.push(words)
  }
  const drawers = new Map<string, number[]>()
  const byNumber = new Map<string, number>()
  const put = (key: string, at: number) => {
    const drawer = drawers.get(key)
    if (drawer) drawer.push(at)
    else drawers.set(key, [at])
  }
  for (const [at, words] of keyed.entries()) {
    // An author who writes under several names is found by each of them.
    for (const choices of words) for (const key of spellingsOf(rarest(choices, counts))) put(key, at)
    const { asin, isbns = [] } = books[at] as IndexedBook
    if (asin) byNumber.set(asin, at)
    for (const isbn of isbns) byNumber.set(toIsbn13(isbn) ?? isbn, at)
  }
  const prepared = new Map<number, PreparedBook>()

  function preparedAt(at: number): PreparedBook {
    const known = prepared.get(at)
    if (known) return known
    if (prepared.size >= MOST_PREPARED) prepared.clear()
    const made = prepareBook({ ...(books[at] as IndexedBook), slot: 'ebook' })
    prepared.set(at, made)
    return made
  }

  return {
    size: books.length,
    booksFor(release) {
      const name = readName(release)
      const places = new Set<number>()
      for (const word of new Set(wordsOf(name))) for (const at of drawers.get(word) ?? []) places.add(at)
      for (const number of [isbnIn(name.title), asinIn(name.title)]) {
        const at = number === undefined ? undefined : byNumber.get(number)
        if (at !== undefined) places.add(at)
      }
      return [...places]
        .filter((at) => matchRelease(name, preparedAt(at)).level !== 'none')
        .map((at) => books[at] as IndexedBook)
        .map(({ id, slots }) => ({ bookId: id, slots }))
    },
  }
}

/** Of the release's name, and of what its indexer says beside. */
const wordsOf = ({ words, bookTitle, author }: ReleaseName): string[] => [
  ...words,
  ...(bookTitle ? foldedWords(bookTitle) : []),
  ...(author ? foldedWords(author) : []),
]

function rarest(words: readonly WordPattern[], counts: ReadonlyMap<string, number>): WordPattern | undefined {
  return words.reduce<WordPattern | undefined>((best, word) => {
    if (!best) return word
    return (counts.get(word.text) ?? 0) < (counts.get(best.text) ?? 0) ? word : best
  }, undefined)
}

const spellingsOf = (word: WordPattern | undefined): string[] =>
  word ? [...new Set([word.text, ...(word.loose ?? [])])] : []
