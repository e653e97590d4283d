import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder

/** Reading groups with what they share, and the indexes from which statistics and recommendations are read. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise } = dialect.columns
  const required: Column = (c) => c.notNull()
  const owned =
    (table: string): Column =>
    (c) =>
      c.references(`${table}.id`).onDelete('cascade').notNull()

  await db.schema
    .createTable('reading_groups')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('public_id', bytewise, (c) => c.notNull().unique())
    .addColumn('owner_id', 'integer', owned('users'))
    .addColumn('name', 'text', required)
    .addColumn('name_key', bytewise, required)
    .addColumn('description', 'text')
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .addUniqueConstraint('reading_groups_owner_id_name_key', ['owner_id', 'name_key'])
    .execute()

  await db.schema
    .createTable('reading_group_members')
    .addColumn('group_id', 'integer', owned('reading_groups'))
    .addColumn('user_id', 'integer', owned('users'))
    .addColumn('joined_at', bytewise, required)
    .addPrimaryKeyConstraint('reading_group_members_key', ['group_id', 'user_id'])
    .execute()
  await db.schema.createIndex('reading_group_members_user_id').on('reading_group_members').column('user_id').execute()

  await db.schema
    .createTable('reading_group_lists')
    .addColumn('group_id', 'integer', owned('reading_groups'))
    .addColumn('list_id', 'integer', owned('reading_lists'))
    .addColumn('shared_at', bytewise, required)
    .addPrimaryKeyConstraint('reading_group_lists_key', ['group_id', 'list_id'])
    .execute()
  await db.schema.createIndex('reading_group_lists_list_id').on('reading_group_lists').column('list_id').execute()

  await db.schema
    .alterTable('annotations')
    .addColumn('group_id', 'integer', (c) => c.references('reading_groups.id').onDelete('set null'))
    .execute()
  await db.schema
    .createIndex('annotations_group_id')
    .on('annotations')
    .columns(['group_id', 'created_at', 'public_id'])
    .execute()

  await db.schema.createIndex('reading_events_user_id_at').on('reading_events').columns(['user_id', 'at']).execute()
  await db.schema
    .createIndex('read_throughs_user_id_ended_at')
    .on('read_throughs')
    .columns(['user_id', 'ended_at'])
    .execute()
  await sql`create index book_files_downloaded on book_files (book_id, download_count)
    where download_count > 0`.execute(db)
  await db.schema.createIndex('books_publisher').on('books').columns(['publisher', 'id']).execute()
}
