import type { Updateable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { BookRole, Books } from '#database/schema.ts'
import { foldWords } from '#kernel/text.ts'
import type { BookRow } from './book-store.ts'
import { languageCode } from './language-code.ts'
import { releaseDate } from './new-book-rows.ts'

const factColumns = [
  ...(['title', 'subtitle', 'given_sort_title', 'description', 'isbn10', 'isbn13', 'asin', 'goodreads_id'] as const),
  ...(['hardcover_id', 'google_books_id', 'publication_date', 'publisher', 'language', 'cover'] as const),
  ...(['genres_json', 'narrator', 'page_count', 'duration_seconds'] as const),
] satisfies (keyof Books)[]

type Fact = (typeof factColumns)[number]

/** A thing that a book is linked to. The name finds it again where its row is gone. */
interface Link {
  id: number
  name: string
}

/** Everything of a book that can be changed and put back, as plain data. */
export interface BookState extends Pick<BookRow, Fact> {
  creators: (Link & { role: BookRole })[]
  /** The main one first. */
  series: (Link & { position: string | null })[]
  tags: Link[]
  identifiers: { scheme: string; value: string }[]
  libraries: Link[]
  locked_fields: string[]
}

export type StateField = keyof BookState

export const stateFields: readonly StateField[] = [
  ...factColumns,
  ...(['creators', 'series', 'tags', 'identifiers', 'libraries', 'locked_fields'] as const),
]

/** Whether two values of a field are the same to a person: what a thing is called does not matter, which one it is does. */
export const isSame = (one: unknown, other: unknown): boolean => essence(one) === essence(other)
const essence = (value: unknown) => JSON.stringify(value ?? null, (key, inner) => (key === 'name' ? undefined : inner))

/** What these books are like now, in a fixed number of statements. Books that are gone are left out. */
export async function readStates(
  db: Db | Trx,
  dialect: Dialect,
  bookIds: readonly number[],
): Promise<Map<number, BookState>> {
  if (bookIds.length === 0) return new Map()
  const ids = [...new Set(bookIds)]
  const among = (column: string) => dialect.isAmong(column, ids)
  const books = await db
    .selectFrom('books')
    .select(['id', 'locked_fields_json', ...factColumns])
    .where(among('id'))
    .execute()
  const creators = await db
    .selectFrom('book_creators as link')
    .innerJoin('authors as to', 'to.id', 'link.author_id')
    .select(['link.book_id', 'to.id', 'to.name', 'link.role'])
    .where(among('link.book_id'))
    .orderBy('link.position')
    .orderBy('link.author_id')
    .orderBy('link.role')
    .execute()
  const series = await db
    .selectFrom('book_series as link')
    .innerJoin('series as to', 'to.id', 'link.series_id')
    .select(['link.book_id', 'to.id', 'to.name', 'link.position'])
    .where(among('link.book_id'))
    .orderBy('link.is_primary', 'desc')
    .orderBy('link.series_id')
    .execute()
  const tags = await db
    .selectFrom('book_tags as link')
    .innerJoin('tags as to', 'to.id', 'link.tag_id')
    .select(['link.book_id', 'to.id', 'to.name'])
    .where(among('link.book_id'))
    .orderBy('to.id')
    .execute()
  const libraries = await db
    .selectFrom('library_books as link')
    .innerJoin('libraries as to', 'to.id', 'link.library_id')
    .select(['link.book_id', 'to.id', 'to.name'])
    .where(among('link.book_id'))
    .orderBy('to.id')
    .execute()
  const identifiers = await db
    .selectFrom('book_identifiers')
    .select(['book_id', 'scheme', 'value'])
    .where(among('book_id'))
    .orderBy('scheme')
    .orderBy('value')
    .execute()
  const of = <Row extends { book_id: number }>(rows: Row[]) => {
    const byBook = Map.groupBy(rows, ({ book_id }) => book_id)
    return (id: number) => (byBook.get(id) ?? []).map(({ book_id: _, ...rest }) => rest)
  }
  const [creatorsOf, seriesOf, tagsOf] = [of(creators), of(series), of(tags)]
  const [librariesOf, identifiersOf] = [of(libraries), of(identifiers)]
  return new Map(
    books.map(({ id, locked_fields_json, ...facts }) => [
      id,
      {
        ...facts,
        creators: creatorsOf(id),
        series: seriesOf(id),
        tags: tagsOf(id),
        identifiers: identifiersOf(id),
        libraries: librariesOf(id),
        locked_fields: locked_fields_json ?? [],
      },
    ]),
  )
}

/** Columns that follow from the facts that are set. */
export function factsWithFollowing(facts: Partial<Pick<BookRow, Fact>>): Updateable<Books> {
  return {
    ...facts,
    ...(facts.title === undefined ? {} : { dedup_key: foldWords(facts.title).slice(0, 200) }),
    ...(facts.publication_date === undefined ? {} : { release_date: releaseDate(facts.publication_date) }),
    ...(facts.language === undefined ? {} : { language_code: languageCode(facts.language) }),
  }
}

/** The facts among the fields of a state. */
export const onlyFacts = (fields: Partial<BookState>): Partial<Pick<BookRow, Fact>> =>
  Object.fromEntries(factColumns.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])))
