import { foldedWords, foldTitle } from '#kernel/text.ts'
import type { IndexerQuery } from './indexer-port.ts'
import type { PreparedBook, WantedBook } from './wanted-book.ts'
import { withoutBracket } from './wanted-book.ts'
import { significantWords } from './words.ts'

/** One question to an indexer. The tier says how much its hits are to be trusted. */
export interface SearchStep {
  /** 1 by fields, 2 surname and title, 3 author and title, 4 title, 5 numbers, 6 series and number. */
  tier: 1 | 2 | 3 | 4 | 5 | 6
  by: Exclude<IndexerQuery['by'], 'newest'>
}

export interface StepOptions {
  hasBookSearch: boolean
  /** The indexer finds ISBNs and ASINs. */
  findsIds: boolean
}

const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ẞ: 'SS' }
const NOT_ASCII = /[^\p{ASCII}]/u
const MOST_ALIASES = 2

/**
 * The questions for a book, in rounds; the second round is for when the first found nothing at all, and asks with the
 * title's own letters. A title of punctuation alone is not searched.
 */
export function searchSteps({ book }: PreparedBook, options: StepOptions): SearchStep[][] {
  const original = shortTitle(book.title)
  const typed = spelledOut(original)
  if (foldedWords(typed).length === 0) return []
  const first = [...stepsWith(typed, book, options), ...furtherSteps(book, options)]
  return typed === original ? [first] : [first, stepsWith(original, book, options)]
}

function stepsWith(title: string, book: WantedBook, { hasBookSearch }: StepOptions): SearchStep[] {
  const steps: SearchStep[] = []
  const author = spelledOut(book.author.trim())
  if (hasBookSearch && author !== '') steps.push({ tier: 1, by: { title, author } })
  for (const name of namesToAsk(book)) {
    const surname = name.split(/\s+/).at(-1) ?? name
    steps.push({ tier: 2, by: { words: `${surname} ${title}` } })
    if (surname !== name) steps.push({ tier: 3, by: { words: `${name} ${title}` } })
  }
  steps.push({ tier: 4, by: { words: title } })
  return steps
}

function furtherSteps(book: WantedBook, { findsIds }: StepOptions): SearchStep[] {
  const steps: SearchStep[] = []
  if (findsIds) {
    const ids = [book.isbns?.find((isbn) => isbn.length === 13), book.asin]
    for (const id of ids) if (id) steps.push({ tier: 5, by: { words: id } })
  }
  const bySeries = seriesWords(book)
  if (bySeries !== undefined) steps.push({ tier: 6, by: { words: bySeries } })
  return steps
}

/** Of books that are offered under the name of their series. */
function seriesWords({ title, author, seriesName, seriesPosition }: WantedBook): string | undefined {
  if (!seriesName || seriesPosition === undefined) return undefined
  const isNamedAfterSeries = foldTitle(title).startsWith(foldTitle(seriesName))
  if (!isNamedAfterSeries && significantWords(title).length > 0) return undefined
  const surname = spelledOut(author).trim().split(/\s+/).at(-1) ?? ''
  return `${spelledOut(seriesName)} ${String(seriesPosition).padStart(2, '0')} ${surname}`.trim()
}

function namesToAsk({ author, authorAliases = [] }: WantedBook): string[] {
  const name = spelledOut(author.trim())
  if (name === '') return []
  const surname = name.split(/\s+/).at(-1) ?? ''
  const aliases = NOT_ASCII.test(surname) ? authorAliases.filter((alias) => !NOT_ASCII.test(alias)) : []
  return [name, ...aliases.slice(0, MOST_ALIASES)]
}

/** Without subtitle and bracket. */
function shortTitle(title: string): string {
  const whole = title.normalize('NFC').trim()
  const main = whole.split(':')[0]?.trim() ?? ''
  return withoutBracket(main === '' ? whole : main).trim()
}

/** As it can be typed everywhere: plain quotes, umlauts in two letters. Other letters stay, as they do in names of releases. */
const spelledOut = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[’‘‛ʼ´`′]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[äöüßÄÖÜẞ]/g, (letter) => UMLAUTS[letter] ?? letter)
