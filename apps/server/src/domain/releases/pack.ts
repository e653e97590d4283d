/** Several books in one release. */
export interface Pack {
  /** Of its volumes, where the name tells them. */
  from?: number
  to?: number
}

const MOST_VOLUMES = 60
const RANGE =
  /\b(?:books?|bks?|vols?|volumes?|b[äa]e?nde|tomes?)[\s._]*#?(\d{1,3})[\s._]*(?:-|–|to)[\s._]*#?(\d{1,3})(?![\d.]*[\s._]*k(?:bps|bit))/iu
const BRACKETED = /[([]\s*#?(\d{1,4})\s*[-–]\s*#?(\d{1,4})\s*[)\]]/
const COLLECTIVE = new Set(['series', 'collection', 'saga', 'works'])
const BUNDLES = new Set(['collection', 'set', 'bundle', 'pack', 'series'])
const BOOKS = new Set(['books', 'ebooks', 'audiobooks', 'novels', 'book'])
/** `complete Mistborn saga`: so many words may stand between. */
const WORDS_BETWEEN = 3

/**
 * Says whether a name offers several books at once: a range of volumes, a box set, an omnibus, a complete series.
 * @param words the folded words of the name
 */
export function packIn(name: string, words: readonly string[]): Pack | undefined {
  return rangeIn(name) ?? (isCollection(words) ? {} : undefined)
}

function rangeIn(name: string): Pack | undefined {
  for (const found of [RANGE.exec(name), BRACKETED.exec(name)]) {
    const [from, to] = [Number(found?.[1]), Number(found?.[2])]
    if (to > from && to - from <= MOST_VOLUMES) return { from, to }
  }
  return undefined
}

function isCollection(words: readonly string[]): boolean {
  let hasBundle = false
  let countsBooks = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    const next = words[at + 1] ?? ''
    if (word === 'omnibus' || word === 'boxset' || word === 'boxed') return true
    if (word === 'box' && next === 'set') return true
    if (word === 'complete' && words.slice(at + 1, at + 2 + WORDS_BETWEEN).some((later) => COLLECTIVE.has(later)))
      return true
    if (BUNDLES.has(word)) hasBundle = true
    if (BOOKS.has(next) && /^\d{1,3}$/.test(word) && Number(word) > 1) countsBooks = true
  }
  return hasBundle && countsBooks
}
