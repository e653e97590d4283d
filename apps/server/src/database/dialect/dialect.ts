import type { ColumnDefinitionBuilder, Kysely, RawBuilder, SqlBool } from 'kysely'
import type { Schema } from '../schema.ts'

/** Numbers of locks, each for one rule. */
export const LOCKS = {
  accounts: 787_002,
  works: 787_003,
  scans: 787_004,
  koboSyncs: 787_005,
  reading: 787_006,
} as const

/** What the guard says when it refuses. */
export const LAST_ADMIN = 'the last administrator has to stay'

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder

/** Everything in which the databases differ, and nothing else does. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** A new opaque public id: 32 hex digits on SQLite, a UUID on PostgreSQL (library contract 1.2). */
  newPublicId(): string
  /** Column kinds for migrations. */
  readonly columns: {
    /** Name and modifiers of the internal key: counts up by itself. */
    key: { type: 'integer' | RawBuilder<unknown>; with: Column }
    /** Text that is compared and sorted by its bytes. */
    bytewise: RawBuilder<unknown>
    /** Whole numbers beyond 32 bits (sizes, milliseconds). */
    big: 'integer' | 'bigint'
    real: 'real' | 'double precision'
  }
  isUniqueViolation(error: unknown): boolean
  isForeignKeyViolation(error: unknown): boolean
  /** Bytes that the whole database takes on disk. */
  sizeBytes(db: Kysely<Schema>): Promise<number>
  /**
   * Waits until no other transaction holds the lock, and holds it until this one ends: for rules over several rows that
   * no constraint can state. On SQLite writers are alone anyway.
   * @param lock a number of LOCKS
   * @param of the key of the row, where the rule is one for each row of a table
   */
  lock(trx: Kysely<Schema>, lock: number, of?: number): Promise<void>
  /** Has the database itself refuse to lose the last administrator who can sign in. */
  guardLastAdmin(db: Kysely<Schema>): Promise<void>
  /** Whether a whole-number column is one of these. One parameter, so that the statement stays the same. */
  isAmong(column: string, ids: readonly number[]): RawBuilder<SqlBool>
  /** A table expression of rows, for statements that write many rows at once. One parameter. */
  rows(rows: readonly object[], columns: Record<string, 'integer' | 'text' | 'real'>): RawBuilder<unknown>
  /** A statement that gives the column `column` of a sub-query as one text, `1,2,3`: many keys at a low price. */
  joined(column: string, query: RawBuilder<unknown>): RawBuilder<{ ids: string | null }>
  /** Rows of a sub-query as one JSON array of objects; name the column `…_json` and it comes back decoded. */
  nested(columns: readonly string[], query: RawBuilder<unknown>): RawBuilder<unknown>
  /** Full text over books: one row a book, `id` is the book's key, words are already folded. */
  readonly search: SearchIndex
  /** A number that changes in the transaction that changes what lists of books show. */
  readonly revision: Revision
  /** A number that is another one after anything at all was written; undefined where the database does not tell. */
  writes(reader: Kysely<Schema>): Promise<number | undefined>
}

export interface Revision {
  create(db: Kysely<Schema>): Promise<void>
  touch(trx: Kysely<Schema>): Promise<void>
}

export interface SearchDocument {
  bookId: number
  /** Folded words with blanks between, by weight: title, then people and series, then the rest. */
  title: string
  names: string
  rest: string
}

export interface SearchIndex {
  create(db: Kysely<Schema>): Promise<void>
  drop(db: Kysely<Schema>): Promise<void>
  put(db: Kysely<Schema>, documents: SearchDocument[]): Promise<void>
  remove(db: Kysely<Schema>, bookIds: number[]): Promise<void>
  /**
   * A sub-query of `book_id` of books in which every word begins some word.
   * @param words folded words from searchWords(), at least one
   * @param where `title` looks into titles alone
   */
  matching(words: string[], where?: 'title'): RawBuilder<{ book_id: number }>
}
