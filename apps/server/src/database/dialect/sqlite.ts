import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Dialect } from './dialect.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Each word as a prefix. Words are folded letters and digits, so the query language has nothing to grip. */
const ftsQuery = (words: string[]) => words.map((word) => `"${word}"*`).join(' ')

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  newPublicId: () => randomBytes(16).toString('hex'),
  columns: {
    key: { type: 'integer', with: (column) => column.primaryKey().autoIncrement() },
    bytewise: sql`text`,
    big: 'integer',
    real: 'real',
  },
  isUniqueViolation: (error) => ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error)),
  isForeignKeyViolation: (error) => codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  search: {
    async create(db) {
      await sql`create virtual table book_search using fts5(
        title, names, rest, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3'
      )`.execute(db)
    },
    async drop(db) {
      await sql`drop table if exists book_search`.execute(db)
    },
    async put(db, documents) {
      for (let at = 0; at < documents.length; at += 200) {
        const rows = documents
          .slice(at, at + 200)
          .map((doc) => sql`(${doc.bookId}, ${doc.title}, ${doc.names}, ${doc.rest})`)
        await sql`insert or replace into book_search (rowid, title, names, rest) values ${sql.join(rows)}`.execute(db)
      }
    },
    async remove(db, bookIds) {
      if (bookIds.length > 0) await sql`delete from book_search where rowid in (${sql.join(bookIds)})`.execute(db)
    },
    matching: (words) => sql`(
      select rowid as book_id, bm25(book_search, 10.0, 6.0, 1.0) as rank
      from book_search where book_search match ${ftsQuery(words)}
    )`,
  },
}
