import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { sortName } from '#kernel/text.ts'
import type { NamingValues } from './naming/tokens.ts'

const UNKNOWN_AUTHOR = 'Unknown Author'

/** What the tokens of naming templates stand for, for each of these books, in a fixed number of queries. */
export async function readNamingValues(
  db: Db,
  dialect: Dialect,
  bookIds: readonly number[],
): Promise<Map<number, NamingValues>> {
  if (bookIds.length === 0) return new Map()
  const books = await db
    .selectFrom('books')
    .leftJoin('authors', 'authors.id', 'books.author_id')
    .select(['books.id', 'books.title', 'books.subtitle', 'books.release_date', 'books.publication_date'])
    .select([
      'books.asin',
      'books.isbn13',
      'books.isbn10',
      'books.genres_json',
      'books.language',
      'books.language_code',
    ])
    .select(['books.narrator', 'books.publisher', 'authors.author_name', 'authors.sort_name'])
    .where(dialect.isAmong('books.id', [...bookIds]))
    .execute()
  const series = await db
    .selectFrom('book_series')
    .innerJoin('series', 'series.id', 'book_series.series_id')
    .select(['book_id', 'series.title', 'position', 'is_primary'])
    .where(dialect.isAmong('book_id', [...bookIds]))
    .orderBy('is_primary', 'desc')
    .orderBy('series_id')
    .execute()
  const seriesOf = Map.groupBy(series, ({ book_id }) => book_id)
  return new Map(
    books.map((book) => {
      const [first] = seriesOf.get(book.id) ?? []
      const author = book.author_name?.trim() || UNKNOWN_AUTHOR
      const sorted = book.sort_name?.trim() || sortName(author)
      const values: NamingValues = {
        Author: author,
        SortAuthor: sorted,
        AuthorInitial: initialOf(sorted),
        Title: book.title,
        TitleNoSeries: withoutSeries(book.title, first?.title),
        Subtitle: book.subtitle ?? '',
        Year: yearOf(book.release_date ?? book.publication_date),
        Series: first?.title ?? '',
        SeriesNumber: first?.position ?? '',
        Narrator: book.narrator ?? '',
        Publisher: book.publisher ?? '',
        ISBN: book.isbn13 ?? book.isbn10 ?? '',
        ASIN: book.asin ?? '',
        Genre: book.genres_json[0] ?? '',
        Lang: book.language_code ?? book.language ?? '',
      }
      return [book.id, values]
    }),
  )
}

const yearOf = (date: string | null) => /^\d{4}/.exec(date ?? '')?.[0] ?? ''

/** Of a name that begins with a letter or a digit; `#` for anything else. */
const initialOf = (name: string) => /^[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0]?.toUpperCase() ?? '#'

/** `The Way of Kings (The Stormlight Archive #1)` without what stands in brackets, where that names the series. */
function withoutSeries(title: string, series: string | undefined): string {
  const found = /^(.+?)\s*[([]([^()[\]]+)[)\]]\s*$/.exec(title)
  if (!found?.[1] || !found[2]) return title
  const isNamed = series !== undefined && found[2].toLowerCase().includes(series.toLowerCase())
  return isNamed || /#\d|\b(book|vol|volume|band|tome)\b\.?\s*\d/i.test(found[2]) ? found[1] : title
}
