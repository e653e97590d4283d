import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/**
 * Whether the last search of a slot looked for something better than the file that was there, and when the providers were
 * last asked about an author without anybody pressing a button.
 */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  await db.schema
    .alterTable('book_searches')
    .addColumn('is_upgrade', 'smallint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('authors').addColumn('refresh_tried_at', dialect.columns.bytewise).execute()
}
