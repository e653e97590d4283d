import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Dialect, LAST_ADMIN } from './dialect.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Each word as a prefix. Words are folded letters and digits, so the query language has nothing to grip. */
const ftsQuery = (words: string[]) => words.map((word) => `"${word}"*`).join(' ')

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  // Node draws these in advance; asking the system for sixteen bytes each time was 2 % of what the main thread does in
  // a scan.
  newPublicId: () => randomUUID().replaceAll('-', ''),
  columns: {
    key: { type: 'integer', with: (column) => column.primaryKey().autoIncrement() },
    bytewise: sql`text`,
    big: 'integer',
    real: 'real',
  },
  isUniqueViolation: (error) => ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error)),
  isForeignKeyViolation: (error) => codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  async sizeBytes(db) {
    const { rows } = await sql<{ bytes: number }>`
      select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db)
    return Number(rows[0]?.bytes ?? 0)
  },
  async guardLastAdmin(db) {
    const isLast = sql`old.role = 'admin' and old.is_disabled = 0 and not exists (
      select 1 from users where role = 'admin' and is_disabled = 0 and id <> old.id)`
    const refuse = sql`begin select raise(abort, ${sql.lit(LAST_ADMIN)}); end`
    await sql`create trigger users_keep_admin before update of role, is_disabled on users
      when ${isLast} and (new.role <> 'admin' or new.is_disabled <> 0) ${refuse}`.execute(db)
    await sql`create trigger users_keep_admin_row before delete on users when ${isLast} ${refuse}`.execute(db)
  },
  isAmong: (column, ids) => sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`,
  rows: (rows, columns) => {
    const picked = Object.keys(columns).map((name) => sql`value ->> ${sql.lit(`$.${name}`)} as ${sql.ref(name)}`)
    return sql`(select ${sql.join(picked)} from json_each(${JSON.stringify(rows)}))`
  },
  joined: (column, query) => sql`select group_concat(${sql.ref(column)}) as ids from ${query} as list`,
  async lock() {},
  nested: (columns, query) => {
    const fields = columns.map((name) => sql`${sql.lit(name)}, ${sql.ref(name)}`)
    return sql`(select json_group_array(json_object(${sql.join(fields)})) from ${query} as nested)`
  },
  search: {
    async create(db) {
      // No phrases are searched, so the index keeps which column a word is in and not where. The short prefixes make
      // the first letters that somebody types as cheap as a whole word. Words come folded and apart by blanks, so the
      // tokenizer that knows no letters beyond ASCII, and takes them as they are, is the exact one.
      await sql`create virtual table book_search using fts5(
        title, names, rest, content='', contentless_delete=1, detail=column,
        tokenize='ascii', prefix='1 2 3'
      )`.execute(db)
    },
    async drop(db) {
      await sql`drop table if exists book_search`.execute(db)
    },
    async put(db, documents) {
      if (documents.length === 0) return
      await sql`insert or replace into book_search (rowid, title, names, rest)
        select value ->> '$.bookId', value ->> '$.title', value ->> '$.names', value ->> '$.rest'
        from json_each(${JSON.stringify(documents)})`.execute(db)
    },
    async remove(db, bookIds) {
      if (bookIds.length === 0) return
      await sql`delete from book_search
        where rowid in (select value from json_each(${JSON.stringify(bookIds)}))`.execute(db)
    },
    matching: (words, where) => sql`(
      select rowid as book_id from book_search
      where book_search match ${where ? `{${where}} : (${ftsQuery(words)})` : ftsQuery(words)}
    )`,
  },
  revision: {
    async create(db) {
      await sql`create table catalogue_revision (id integer primary key, revision integer not null)`.execute(db)
      await sql`insert into catalogue_revision (id, revision) values (1, 0)`.execute(db)
    },
    async touch(trx) {
      await sql`update catalogue_revision set revision = revision + 1`.execute(trx)
    },
  },
  // Of one connection about all others: readers have one of their own, and everything is written by another.
  async writes(reader) {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(reader)
    return rows[0]?.data_version
  },
}
