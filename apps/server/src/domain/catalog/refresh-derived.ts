import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { countBooksOfAuthors, countBooksOfSeries } from './count-books.ts'
import { type BookParts, derive, searchDocument } from './derived.ts'
import { markShownAnew } from './shown-revision.ts'

const BATCH = 200

/**
 * Brings everything that follows from books, their people, series and files up to date: sort keys, cards, the order
 * in libraries, the search. Every write that touches one of these calls it, in its own transaction and as its last
 * step. It counts the books of people and series anew, too. A constant number of statements for up to 200 books; books that are gone are taken out of the search.
 */
export async function refreshDerived(trx: Trx, dialect: Dialect, bookIds: number[]): Promise<void> {
  const ids = [...new Set(bookIds)]
  await refreshAll(trx, dialect, ids)
  await markShownAnew(trx, dialect, ids)
  await dialect.revision.touch(trx)
}

/** The same for books of which some may have been hidden before: for those alone nobody has to look at the catalogue again. */
export async function refreshWhereShown(trx: Trx, dialect: Dialect, bookIds: number[]): Promise<void> {
  const ids = [...new Set(bookIds)]
  const shown = await trx
    .selectFrom('books')
    .select('id')
    .where(dialect.isAmong('id', ids))
    .where('is_library_visible', '=', true)
    .execute()
  const isShown = new Set(shown.map(({ id }) => id))
  await refreshAll(
    trx,
    dialect,
    ids.filter((id) => !isShown.has(id)),
  )
  if (isShown.size > 0) await refreshDerived(trx, dialect, [...isShown])
}

async function refreshAll(trx: Trx, dialect: Dialect, ids: number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) await refreshBatch(trx, dialect, ids.slice(at, at + BATCH))
}

async function refreshBatch(trx: Trx, dialect: Dialect, ids: number[]): Promise<void> {
  const books = await readParts(trx, dialect, ids)
  const table = dialect.rows(
    books.map(({ parts }) => forStorage(derive(parts))),
    {
      id: 'integer',
      sort_title: 'text',
      sort_author: 'text',
      sort_series: 'text',
      sort_published: 'text',
      series_position: 'real',
      author_id: 'integer',
      is_missing: 'integer',
      has_files: 'integer',
      card_json: 'text',
    },
  )
  await sql`update books set sort_title = d.sort_title, sort_author = d.sort_author, sort_series = d.sort_series,
      sort_published = d.sort_published, series_position = d.series_position, author_id = d.author_id,
      is_missing = d.is_missing, has_files = d.has_files, card_json = d.card_json
    from ${table} as d where books.id = d.id and (books.card_json <> d.card_json
      or books.sort_title <> d.sort_title or books.sort_author <> d.sort_author
      or books.sort_series <> d.sort_series or books.sort_published <> d.sort_published
      or books.is_missing <> d.is_missing or books.has_files <> d.has_files or books.author_id is distinct from d.author_id
      or books.series_position is distinct from d.series_position)`.execute(trx)
  await sql`update library_books set sort_title = b.sort_title from books as b
    where b.id = library_books.book_id and ${dialect.isAmong('library_books.book_id', ids)}
      and library_books.sort_title <> b.sort_title`.execute(trx)
  const shown = books.filter(({ isVisible }) => isVisible).map(({ parts }) => parts)
  await dialect.search.put(trx, shown.map(searchDocument))
  const found = new Set(shown.map(({ id }) => id))
  const hidden = ids.filter((id) => !found.has(id))
  if (hidden.length > 0) await dialect.search.remove(trx, hidden)
  await countBooksOfAuthors(
    trx,
    dialect,
    books.flatMap(({ parts }) => parts.creators.map(({ authorId }) => authorId)),
  )
  await countBooksOfSeries(
    trx,
    dialect,
    books.flatMap(({ parts }) => parts.series.map(({ seriesId }) => seriesId)),
  )
}

/** JSON and flags as the columns hold them: the statement compares and copies them as they are. */
const forStorage = (derived: ReturnType<typeof derive>) => ({
  ...derived,
  is_missing: derived.is_missing ? 1 : 0,
  has_files: derived.has_files ? 1 : 0,
  card_json: JSON.stringify(derived.card_json),
})

async function readParts(trx: Trx, dialect: Dialect, ids: number[]) {
  const among = (column: string) => dialect.isAmong(column, ids)
  const books = await trx
    .selectFrom('books')
    .select([
      'id',
      'title',
      'given_sort_title',
      'subtitle',
      'language',
      'description',
      'publication_date',
      'is_library_visible',
    ])
    .select(['isbn10', 'isbn13', 'asin', 'goodreads_id', 'hardcover_id', 'google_books_id'])
    .where(among('id'))
    .execute()
  const creators = await trx
    .selectFrom('book_creators')
    .innerJoin('authors', 'authors.id', 'book_creators.author_id')
    .select(['book_id', 'author_id', 'role', 'authors.name', 'authors.sort_name'])
    .where(among('book_id'))
    .orderBy('book_creators.position')
    .orderBy('author_id')
    .execute()
  const series = await trx
    .selectFrom('book_series')
    .innerJoin('series', 'series.id', 'book_series.series_id')
    .select(['book_id', 'series.name', 'position', 'position_sort', 'is_primary', 'series_id'])
    .where(among('book_id'))
    .orderBy('is_primary', 'desc')
    .orderBy('series_id')
    .execute()
  const files = await trx
    .selectFrom('book_files')
    .select(['book_id', 'file_type', 'missing_since'])
    .where(among('book_id'))
    .execute()
  const identifiers = await trx
    .selectFrom('book_identifiers')
    .select(['book_id', 'value'])
    .where(among('book_id'))
    .orderBy('scheme')
    .orderBy('value')
    .execute()
  const of = {
    creators: Map.groupBy(creators, ({ book_id }) => book_id),
    series: Map.groupBy(series, ({ book_id }) => book_id),
    files: Map.groupBy(files, ({ book_id }) => book_id),
    identifiers: Map.groupBy(identifiers, ({ book_id }) => book_id),
  }
  return books.map((book) => {
    const parts: BookParts = {
      id: book.id,
      title: book.title,
      givenSortTitle: book.given_sort_title,
      subtitle: book.subtitle,
      language: book.language,
      description: book.description,
      publicationDate: book.publication_date,
      identifiers: [
        ...[book.isbn10, book.isbn13, book.asin, book.goodreads_id, book.hardcover_id, book.google_books_id],
        ...(of.identifiers.get(book.id) ?? []).map(({ value }) => value),
      ],
      creators: (of.creators.get(book.id) ?? []).map((creator) => ({
        authorId: creator.author_id,
        name: creator.name,
        sortName: creator.sort_name,
        role: creator.role,
      })),
      series: (of.series.get(book.id) ?? []).map(({ series_id, name, position, position_sort }) => ({
        seriesId: series_id,
        name,
        position,
        positionSort: position_sort,
      })),
      files: (of.files.get(book.id) ?? []).map((file) => ({
        type: file.file_type,
        isMissing: file.missing_since !== null,
      })),
    }
    return { parts, isVisible: book.is_library_visible }
  })
}
