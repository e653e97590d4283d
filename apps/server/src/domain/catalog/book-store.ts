import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { BookFiles, Books } from '#database/schema.ts'
import { notFound } from '#kernel/errors.ts'
import { type AuthorRow, authorsOfBook } from './author-store.ts'
import { type SeriesEntryRow, seriesOfBook } from './series-store.ts'
import { type TagRow, tagsOfBook } from './tag-store.ts'

export type BookRow = Selectable<Books>
export type BookFileRow = Selectable<BookFiles>

const summaryColumns = [
  'id',
  'public_id',
  'title',
  'description',
  'asin',
  'isbn10',
  'isbn13',
  'goodreads_id',
  'hardcover_id',
  'google_books_id',
  'publication_date',
  'publisher',
  'language',
  'cover',
  'created_at',
  'updated_at',
] as const satisfies (keyof Books)[]

export type BookSummaryRow = Pick<BookRow, (typeof summaryColumns)[number]>

/** A book that the library shows. */
export const findBook = (db: Db | Trx, publicId: string): Promise<BookRow | undefined> =>
  db
    .selectFrom('books')
    .selectAll()
    .where('public_id', '=', publicId)
    .where('is_library_visible', '=', true)
    .executeTakeFirst()

/** @throws not-found */
export async function findBookOrThrow(db: Db | Trx, publicId: string): Promise<BookRow> {
  const book = await findBook(db, publicId)
  if (!book) throw notFound('book', publicId)
  return book
}

/** Key of a book that the library shows; undefined where there is none. */
export async function findBookKey(db: Db | Trx, publicId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('books')
    .select('id')
    .where('public_id', '=', publicId)
    .where('is_library_visible', '=', true)
    .executeTakeFirst()
  return row?.id
}

/** @throws not-found */
export async function bookKeyOrThrow(db: Db | Trx, publicId: string): Promise<number> {
  const id = await findBookKey(db, publicId)
  if (id === undefined) throw notFound('book', publicId)
  return id
}

/** Rows of these books, in the order of the keys. */
export async function readSummaries(db: Db, dialect: Dialect, ids: number[]): Promise<BookSummaryRow[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('books').select(summaryColumns).where(dialect.isAmong('id', ids)).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export interface BookDetailRows {
  book: BookRow
  authors: AuthorRow[]
  series: SeriesEntryRow[]
  tags: TagRow[]
  files: BookFileRow[]
}

/** A book with everything that hangs on it. @throws not-found */
export async function readBookDetail(db: Db | Trx, publicId: string): Promise<BookDetailRows> {
  const book = await findBookOrThrow(db, publicId)
  return {
    book,
    authors: await authorsOfBook(db, book.id),
    series: await seriesOfBook(db, book.id),
    tags: await tagsOfBook(db, book.id),
    files: await filesOfBook(db, book.id),
  }
}

/** The files of a book, oldest record first. */
export const filesOfBook = (db: Db | Trx, bookId: number): Promise<BookFileRow[]> =>
  db.selectFrom('book_files').selectAll().where('book_id', '=', bookId).orderBy('id').execute()
