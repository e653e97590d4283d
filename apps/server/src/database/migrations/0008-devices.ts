import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder

/** What devices sign in with, by which digests they know files, and what KOReader tells of its documents. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise, real } = dialect.columns
  const required: Column = (c) => c.notNull()
  const ofUser: Column = (c) => c.notNull().references('users.id').onDelete('cascade')

  await db.schema
    .createTable('device_credentials')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('user_id', 'integer', ofUser)
    .addColumn('protocol', bytewise, required)
    .addColumn('username', 'text', required)
    .addColumn('username_key', bytewise, required)
    .addColumn('secret_hash', 'text', required)
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .addUniqueConstraint('device_credentials_user', ['user_id', 'protocol'])
    .addUniqueConstraint('device_credentials_name', ['protocol', 'username_key'])
    .execute()

  await db.schema.alterTable('api_keys').addColumn('sync_hash', bytewise).execute()

  await db.schema
    .createTable('document_digests')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('digest', bytewise, required)
    .addColumn('kind', bytewise, required)
    .addColumn('variant', bytewise, required)
    .addColumn('file_id', 'integer', (c) => c.notNull().references('book_files.id').onDelete('cascade'))
    .addColumn('first_seen_at', bytewise, required)
    .addUniqueConstraint('document_digests_key', ['digest', 'file_id', 'variant'])
    .execute()
  await db.schema.createIndex('document_digests_file_id').on('document_digests').column('file_id').execute()

  await db.schema
    .createTable('kosync_documents')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('public_id', bytewise, (c) => c.notNull().unique())
    .addColumn('user_id', 'integer', ofUser)
    .addColumn('document', bytewise, required)
    .addColumn('progress', 'text', required)
    .addColumn('percentage', real, required)
    .addColumn('device', 'text', required)
    .addColumn('device_id', 'text', required)
    .addColumn('metadata_json', 'text')
    .addColumn('book_id', 'integer', (c) => c.references('books.id').onDelete('set null'))
    .addColumn('file_id', 'integer', (c) => c.references('book_files.id').onDelete('set null'))
    .addColumn('variant', bytewise)
    .addColumn('event_id', 'integer', (c) => c.references('reading_events.id').onDelete('set null'))
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .addUniqueConstraint('kosync_documents_key', ['user_id', 'document'])
    .execute()
  for (const columns of [['user_id', 'updated_at'], ['book_id'], ['file_id'], ['event_id']]) {
    await db.schema
      .createIndex(`kosync_documents_${columns.join('_')}`)
      .on('kosync_documents')
      .columns(columns)
      .execute()
  }
}
