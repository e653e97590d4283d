import { posix } from 'node:path'
import { foldWords } from '#kernel/text.ts'
import type { NewFile, NewWork } from './new-file.ts'

/**
 * By what a file finds the book that it belongs to (architecture 13.4), strongest first. `reason` is shown to people.
 */
export interface MatchKey {
  key: string
  reason: string
  /** The key alone does not convince: people and publishers copy ISBNs from book to book. */
  needsLikeness?: boolean
}

const STEM_ENDINGS = /\.(kepub\.epub|fb2\.zip|[^./]+)$/i
const LEADING_ARTICLE = /^(the|a|an) /

export function matchKeys(file: Pick<NewFile, 'path' | 'partialMd5' | 'sizeBytes'>, work: NewWork): MatchKey[] {
  const keys: MatchKey[] = []
  if (file.partialMd5) {
    keys.push({ key: `same:${file.partialMd5}:${file.sizeBytes}`, reason: 'the same file is there already' })
  }
  const stem = stemKey(file.path)
  if (stem) keys.push({ key: stem, reason: 'same folder and same file name' })
  for (const isbn of new Set([work.isbn13, work.isbn10])) {
    if (isbn) keys.push({ key: `isbn:${isbn}`, reason: `same ISBN ${isbn}`, needsLikeness: true })
  }
  if (work.asin) keys.push({ key: `asin:${work.asin}`, reason: `same ASIN ${work.asin}`, needsLikeness: true })
  const title = workKey(work)
  if (title) keys.push({ key: title, reason: 'same title and author' })
  return keys
}

/** `/books/Emma/emma.epub` and `/books/Emma/emma.pdf` have the same one. */
export function stemKey(path: string): string | null {
  const name = posix.basename(path)
  const stem = name.replace(STEM_ENDINGS, '')
  if (stem === name || stem === '') return null
  return `stem:${posix.dirname(path)}/${stem.toLowerCase()}`
}

/** Title and first author, whatever the order, case, marks and dots of the names. */
export function workKey(work: Pick<NewWork, 'title' | 'creators'>): string | null {
  const title = foldWords(work.title).replace(LEADING_ARTICLE, '')
  const author = work.creators.find((creator) => creator.role === 'author')
  if (!author || title === '') return null
  const name = foldWords(author.name).split(' ').sort().join(' ')
  return name === '' ? null : `work:${title.slice(0, 200)}|${name.slice(0, 100)}`
}

/** What of a book speaks for or against being the same work. */
export interface MatchFacts {
  /** Folded words. */
  title: string
  author: string
  languageCode: string | null
  /** Folded series name to its position. */
  positions: ReadonlyMap<string, string | null>
}

/** Whether two descriptions cannot be one work: other language, or another volume of the same series. */
export function contradicts(one: MatchFacts, other: MatchFacts): boolean {
  if (one.languageCode && other.languageCode && one.languageCode !== other.languageCode) return true
  for (const [series, position] of one.positions) {
    const there = other.positions.get(series)
    if (position && there && Number(position) !== Number(there)) return true
  }
  return false
}

/** Whether titles or authors have something to do with each other; unknown ones do not speak against it. */
export function isAlike(one: MatchFacts, other: MatchFacts): boolean {
  if (one.author !== '' && one.author === other.author) return true
  const [mine, theirs] = [one.title.split(' '), other.title.split(' ')]
  const shared = mine.filter((word) => word.length > 2 && theirs.includes(word)).length
  return shared > 0 && shared * 2 >= Math.min(mine.length, theirs.length)
}
