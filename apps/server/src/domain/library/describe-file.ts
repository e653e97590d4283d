import type { BookFacts } from '@colophon/formats/facts.ts'
import { normaliseIsbn } from '@colophon/formats/isbn.ts'
import type { NewWork } from '#domain/catalog/new-file.ts'
import { normaliseName } from '#kernel/text.ts'
import type { PathFacts } from './path-facts.ts'

/** What a person said about a book while uploading it; wins over everything else. */
export interface Overrides {
  title: string | null
  author: string | null
  description: string | null
  isbn: string | null
  language: string | null
  publisher: string | null
}

export interface FileAccount {
  facts: BookFacts
  /** Null where the place of the file means nothing (uploads, the watch folder). */
  path: PathFacts | null
  /** File name without its ending: the last resort for a title. */
  stem: string
  coverHash: string | null
  coverMime: string | null
  overrides?: Overrides
}

const LIMIT = { title: 1_000, name: 300, text: 200_000, subjects: 50, subject: 200 }

/** Joins what is known of a file by the precedence of the library contract, 32.4: person, file, place, name. */
export function describeWork({ facts, path, stem, coverHash, coverMime, overrides }: FileAccount): NewWork {
  const isbns = facts.identifiers.filter((id) => id.scheme === 'isbn').map((id) => id.value)
  const given = overrides?.isbn ? normaliseIsbn(overrides.isbn) : null
  const isbn = given ?? isbns[0] ?? null
  const one = (scheme: string) => facts.identifiers.find((id) => id.scheme === scheme)?.value ?? null
  const creators = facts.creators
    .map((creator) => ({ ...creator, name: clip(normaliseName(creator.name), LIMIT.name) }))
    .filter((creator) => creator.name !== '' && creator.name.toLowerCase() !== 'unknown')
  const authorGiven = overrides?.author ?? (creators.some((c) => c.role === 'author') ? null : (path?.author ?? null))
  const people = authorGiven
    ? [
        { name: clip(normaliseName(authorGiven), LIMIT.name), sort: null, role: 'author' as const },
        ...creators.filter((creator) => creator.role !== 'author'),
      ]
    : creators

  return {
    title: clip(overrides?.title ?? blank(facts.title) ?? path?.title ?? stem, LIMIT.title),
    subtitle: blank(facts.subtitle),
    creators: people.slice(0, 100),
    language: overrides?.language ?? blank(facts.languages[0] ?? null),
    isbn10: isbn?.length === 10 ? isbn : given ? null : (isbns.find((value) => value.length === 10) ?? null),
    isbn13: isbn?.length === 13 ? isbn : given ? null : (isbns.find((value) => value.length === 13) ?? null),
    asin: one('asin'),
    goodreadsId: one('goodreads'),
    hardcoverId: one('hardcover'),
    googleBooksId: one('google'),
    identifiers: facts.identifiers.slice(0, 50),
    publisher: overrides?.publisher ?? blank(facts.publisher),
    published: blank(facts.published),
    description: overrides?.description ?? (facts.description ? clip(facts.description, LIMIT.text) : null),
    subjects: facts.subjects.slice(0, LIMIT.subjects).map((subject) => clip(subject, LIMIT.subject)),
    series: seriesOf(facts, path),
    durationSeconds: facts.durationSeconds,
    pageCount: facts.pages,
    isFixedLayout: facts.isFixedLayout,
    coverHash,
    coverMime,
  }
}

function seriesOf(facts: BookFacts, path: PathFacts | null): NewWork['series'] {
  const embedded = facts.series
    .map(({ name, position }) => ({ name: clip(normaliseName(name), LIMIT.name), position }))
    .filter(({ name }) => name !== '')
  if (embedded.length > 0) return embedded.slice(0, 10)
  return path?.series ? [path.series] : []
}

const blank = (text: string | null): string | null => {
  const clean = text === null ? '' : clip(normaliseName(text), LIMIT.title)
  return clean === '' ? null : clean
}

/** Cuts between characters, never inside a surrogate pair. */
function clip(text: string, length: number): string {
  if (text.length <= length) return text
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
