import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/** Which way downloads went, which books have files at all, and when what a reader's catalogue shows last changed. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { bytewise } = dialect.columns
  await db.schema
    .alterTable('download_events')
    .addColumn('source', bytewise, (c) => c.notNull().defaultTo('api'))
    .execute()

  await db.schema
    .alterTable('books')
    .addColumn('has_files', 'smallint', (c) => c.notNull().defaultTo(0))
    .execute()
  await sql`update books set has_files = 1 where id in (select book_id from book_files)`.execute(db)
  await sql`create index books_without_files on books (is_library_visible, id) where has_files = 0`.execute(db)

  await db.schema
    .createTable('feed_revisions')
    .addColumn('user_id', 'integer', (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('state', bytewise, (c) => c.notNull())
    .addColumn('changed_at', bytewise, (c) => c.notNull())
    .execute()
}
