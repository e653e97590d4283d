import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/** What the last automatic search of a slot came to, and when the next one is due. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { bytewise } = dialect.columns
  await db.schema
    .createTable('book_searches')
    .addColumn('book_id', 'integer', (c) => c.references('books.id').onDelete('cascade').notNull())
    .addColumn('slot', 'text', (c) => c.notNull())
    .addColumn('searched_at', bytewise, (c) => c.notNull())
    .addColumn('fruitless_count', 'integer', (c) => c.notNull())
    .addColumn('next_search_at', bytewise)
    .addColumn('report_json', 'text')
    .addPrimaryKeyConstraint('book_searches_key', ['book_id', 'slot'])
    .execute()
  await db.schema.createIndex('book_searches_searched_at').on('book_searches').column('searched_at').execute()
}
