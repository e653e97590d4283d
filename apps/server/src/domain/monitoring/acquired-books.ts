import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { Authors, Editions } from '#database/schema.ts'
import type { BookFileRow, BookRow } from '#domain/catalog/book-store.ts'
import { isInScope, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { notFound } from '#kernel/errors.ts'

export type AuthorRow = Selectable<Authors>
export type EditionRow = Selectable<Editions>

/** What answers tell of the author of a book. */
export type AuthorStub = Pick<AuthorRow, 'id' | 'foreign_id' | 'author_name' | 'sort_name'>

export type TrackedFile = Pick<BookFileRow, 'id' | 'book_id' | 'media' | 'file_path' | 'size_bytes' | 'created_at'>

/** A book with its author and its files. */
export interface AcquiredBook {
  book: BookRow
  author: AuthorStub | undefined
  files: TrackedFile[]
}

/**
 * Whether this side knows a book: it has an author, and nobody threw it out of the library who had made it there
 * (acquisition contract 10.2, 10.4).
 */
const isThere = (book: BookRow) =>
  book.author_id !== null && (book.deleted_at === null || book.metadata_provider !== 'local')

/** A book as this side knows it; undefined where it does not, or somebody else owns it. */
export async function findAcquiredBook(
  db: Db | Trx,
  id: number,
  scope: OwnerScope = null,
): Promise<BookRow | undefined> {
  const book = await db.selectFrom('books').selectAll().where('id', '=', id).executeTakeFirst()
  return book && isThere(book) && isInScope(scope, book.owner_user_id) ? book : undefined
}

/** @throws not-found */
export async function acquiredBookOrThrow(db: Db | Trx, id: number, scope: OwnerScope = null): Promise<BookRow> {
  const book = await findAcquiredBook(db, id, scope)
  if (!book) throw notFound('book', id)
  return book
}

/** Books with what answers tell besides, in a fixed number of statements and in the order of the rows. */
export async function withParts(db: Db | Trx, dialect: Dialect, books: readonly BookRow[]): Promise<AcquiredBook[]> {
  if (books.length === 0) return []
  const authorIds = [...new Set(books.flatMap(({ author_id }) => author_id ?? []))]
  const authors = await db
    .selectFrom('authors')
    .select(['id', 'foreign_id', 'author_name', 'sort_name'])
    .where(dialect.isAmong('id', authorIds))
    .execute()
  const authorOf = new Map(authors.map((author) => [author.id, author]))
  const filesOf = await trackedFiles(
    db,
    dialect,
    // What was thrown out of the library keeps its files for whoever wants it back; here it has none any more.
    books.filter(({ has_files, deleted_at }) => has_files && deleted_at === null).map(({ id }) => id),
  )
  return books.map((book) => ({
    book,
    author: book.author_id === null ? undefined : authorOf.get(book.author_id),
    files: filesOf.get(book.id) ?? [],
  }))
}

/** The files of books, oldest record first. */
export async function trackedFiles(
  db: Db | Trx,
  dialect: Dialect,
  bookIds: readonly number[],
): Promise<Map<number, TrackedFile[]>> {
  if (bookIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('book_files')
    .select(['id', 'book_id', 'media', 'file_path', 'size_bytes', 'created_at'])
    .where(dialect.isAmong('book_id', bookIds))
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, ({ book_id }) => book_id)
}

/** The editions of a book that are known. */
export const editionsOfBook = (db: Db | Trx, bookId: number): Promise<EditionRow[]> =>
  db.selectFrom('editions').selectAll().where('book_id', '=', bookId).orderBy('id').execute()
