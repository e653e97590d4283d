import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import { isKept, isShown } from './shown.ts'

/** By what a list of books is narrowed; ids are the internal ones. All that are given must hold. */
export interface BookFilters {
  library?: number
  author?: number
  series?: number
  tag?: number
  format?: string
  language?: string
  missing?: boolean
  /** From the first instant on, and before the second. */
  added?: { from: string; before: string }
  /** Folded words, each of which begins a word of the book. */
  words?: readonly string[]
  /** The same, in its title. */
  titleWords?: readonly string[]
  /** What later areas narrow by. */
  also?: readonly FilterQuery[]
}

export interface FilterQuery {
  /** Equal for equal questions. */
  key: string
  /** A sub-query of `book_id`; each book once. */
  query: RawBuilder<unknown>
  /** The books that are *not* in the query. */
  isNegated?: boolean
}

/**
 * Each filter as a sub-query that reads one index. A book that the library does not show is in no library and has no
 * tag and no words, so only people, series and files need a look at the book.
 */
export function filterQueries(dialect: Dialect, filters: BookFilters): FilterQuery[] {
  const { library, author, series, tag, format, language, missing, added, words, titleWords, also = [] } = filters
  const queries: FilterQuery[] = []
  const add = (name: string, value: unknown, query: RawBuilder<unknown>) =>
    queries.push({ key: JSON.stringify([name, value]), query })

  if (library !== undefined) {
    add('library', library, sql`(select book_id from library_books where library_id = ${library})`)
  }
  if (author !== undefined) {
    add(
      'author',
      author,
      sql`(select distinct c.book_id from book_creators as c join books as b on b.id = c.book_id
        where c.author_id = ${author} and ${isShown('b')})`,
    )
  }
  if (series !== undefined) {
    add(
      'series',
      series,
      sql`(select s.book_id from book_series as s join books as b on b.id = s.book_id
        where s.series_id = ${series} and ${isShown('b')})`,
    )
  }
  if (tag !== undefined) add('tag', tag, sql`(select book_id from book_tags where tag_id = ${tag})`)
  if (format !== undefined) {
    add(
      'format',
      format,
      sql`(select distinct book_id from book_files where file_type = ${format} and ${isKept('book_id')})`,
    )
  }
  if (language !== undefined) {
    add(
      'language',
      language,
      sql`(select id as book_id from books where is_library_visible = 1 and language_code = ${language})`,
    )
  }
  if (added !== undefined) {
    add(
      'added',
      [added.from, added.before],
      sql`(select id as book_id from books where is_library_visible = 1
        and created_at >= ${added.from} and created_at < ${added.before})`,
    )
  }
  // Each word by itself: common words are asked for again and again, and sets meet faster than the databases' lists.
  for (const word of words ?? []) add('word', word, dialect.search.matching([word]))
  for (const word of titleWords ?? []) add('title word', word, dialect.search.matching([word], 'title'))
  if (missing !== undefined) {
    const query = sql`(select id as book_id from books where is_missing = 1 and ${isShown('books')})`
    queries.push({ key: '["missing"]', query, isNegated: !missing })
  }
  return [...queries, ...also]
}
