import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * Whether the library shows a book that was found by another way. The sign keeps SQLite from walking all visible books
 * first, which it takes for few as long as nobody has counted them for it.
 */
export const isShown = (alias: string): RawBuilder<SqlBool> => sql`+${sql.ref(`${alias}.is_library_visible`)} = 1`

/** Whether a book was not thrown out, for rows that are read without their books: those few are read from an index. */
export const isKept = (bookId: string): RawBuilder<SqlBool> =>
  sql`${sql.ref(bookId)} not in (select id from books where deleted_at is not null)`
