import type { SearchDocument } from '#database/dialect/dialect.ts'
import type { BookCardFacts } from '#database/schema.ts'
import { nameSortKey, searchWords, titleSortKey } from '#kernel/text.ts'

/** What a book is made of, as far as lists and the search see it. */
export interface BookParts {
  id: number
  title: string
  /** By what a person wants it sorted. */
  givenSortTitle: string | null
  subtitle: string | null
  language: string | null
  description: string | null
  /** Identifiers of every kind, as text to search by. */
  identifiers: (string | null)[]
  publicationDate: string | null
  /** In the order in which they are named. */
  creators: { authorId: number; name: string; sortName: string; role: string }[]
  /** The main one first. */
  series: { seriesId: number; name: string; position: string | null; positionSort: number | null }[]
  files: { type: string; isMissing: boolean }[]
}

export interface Derived {
  id: number
  sort_title: string
  sort_author: string
  sort_series: string
  sort_published: string
  series_position: number | null
  author_id: number | null
  is_missing: boolean
  has_files: boolean
  card_json: BookCardFacts
}

/** Sorts behind everything: the last code point there is. */
const NOTHING = '\u{10ffff}'

/** Everything that follows from the parts of a book; pure, so that it is the same wherever it is asked for. */
export function derive(book: BookParts): Derived {
  const authors = book.creators.filter(({ role }) => role === 'author')
  const main = authors[0] ?? book.creators[0]
  const [series] = book.series
  return {
    id: book.id,
    sort_title: book.givenSortTitle ? titleSortKey(book.givenSortTitle, '-') : titleSortKey(book.title, book.language),
    sort_author: main ? nameSortKey(main.sortName) : NOTHING,
    sort_series: series ? `${nameSortKey(series.name)} ${positionKey(series.positionSort)}` : NOTHING,
    sort_published: /^\d{4}/.test(book.publicationDate ?? '') ? (book.publicationDate ?? '') : '',
    series_position: series?.positionSort ?? null,
    author_id: main?.authorId ?? null,
    is_missing: book.files.length > 0 && book.files.every(({ isMissing }) => isMissing),
    has_files: book.files.length > 0,
    card_json: {
      authors: (authors.length > 0 ? authors : book.creators).map(({ name }) => name),
      series: series ? { name: series.name, position: series.position } : null,
      formats: [...new Set(book.files.map(({ type }) => type))].toSorted(),
    },
  }
}

/** Longest word that is told apart in a search. */
const WORD = 40
/** Descriptions longer than this are searched by their beginning. */
const DESCRIPTION = 20_000

/** Words of a text in the form in which the index holds them. */
export const indexWords = (text: string): string[] => searchWords(text).map((word) => word.slice(0, WORD))

/** What the search reads: words of titles, of people and series, and of the rest. */
export function searchDocument(book: BookParts): SearchDocument {
  const words = (...texts: (string | null)[]) => [...new Set(indexWords(texts.filter(Boolean).join(' ')))].join(' ')
  const description = (book.description ?? '').slice(0, DESCRIPTION).replace(/<[^>]{0,200}>/g, ' ')
  return {
    bookId: book.id,
    title: words(book.title, book.subtitle),
    names: words(...book.creators.map(({ name }) => name), ...book.series.map(({ name }) => name)),
    rest: words(description, ...book.identifiers, ...book.identifiers.map(withoutHyphens)),
  }
}

/** An ISBN is found with and without its hyphens. */
const withoutHyphens = (text: string | null) => (text?.includes('-') ? text.replaceAll('-', '') : null)

/** Places in a series as text that sorts like the numbers; books without a place stand behind the others. */
function positionKey(position: number | null): string {
  if (position === null) return '~'
  return Math.max(0, position).toFixed(3).padStart(12, '0')
}
