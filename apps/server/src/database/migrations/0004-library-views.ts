import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/** Views of the library that people have named; jobs by their key, so that whoever asked can follow one. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise } = dialect.columns
  await db.schema
    .createTable('saved_views')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('public_id', bytewise, (column) => column.notNull().unique())
    .addColumn('user_id', 'integer', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', bytewise, (column) => column.notNull())
    .addColumn('view_json', 'text', (column) => column.notNull())
    .addColumn('created_at', bytewise, (column) => column.notNull())
    .addColumn('updated_at', bytewise, (column) => column.notNull())
    .addUniqueConstraint('saved_views_name', ['user_id', 'name_key'])
    .execute()
  await sql`create index jobs_by_key on jobs (dedup_key, id) where dedup_key is not null`.execute(db)
}
