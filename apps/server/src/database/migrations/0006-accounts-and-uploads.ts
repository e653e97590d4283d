import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/** Sessions of browsers, links to choose a password by, accounts that are switched off, and what became of uploads. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise, big } = dialect.columns
  const keyType = key.type as 'integer'

  await db.schema
    .alterTable('users')
    .addColumn('is_disabled', 'smallint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('users_created_at_id').on('users').columns(['created_at', 'id']).execute()
  await dialect.guardLastAdmin(db)

  await db.schema
    .createTable('sessions')
    .addColumn('id', keyType, key.with)
    .addColumn('public_id', bytewise, (c) => c.notNull().unique())
    .addColumn('user_id', 'integer', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('created_at', bytewise, (c) => c.notNull())
    .addColumn('last_seen_at', bytewise, (c) => c.notNull())
    .addColumn('expires_at', bytewise, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('sessions_user_id').on('sessions').columns(['user_id', 'last_seen_at']).execute()
  await db.schema.createIndex('sessions_expires_at').on('sessions').column('expires_at').execute()

  await db.schema
    .createTable('password_links')
    .addColumn('id', keyType, key.with)
    .addColumn('user_id', 'integer', (c) => c.notNull().unique().references('users.id').onDelete('cascade'))
    .addColumn('secret_hash', bytewise, (c) => c.notNull().unique())
    .addColumn('created_at', bytewise, (c) => c.notNull())
    .addColumn('expires_at', bytewise, (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('uploads')
    .addColumn('id', keyType, key.with)
    .addColumn('public_id', bytewise, (c) => c.notNull().unique())
    .addColumn('user_id', 'integer', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('library_id', 'integer', (c) => c.notNull().references('libraries.id').onDelete('cascade'))
    .addColumn('file_id', 'integer', (c) => c.references('book_files.id').onDelete('set null'))
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('size_bytes', big, (c) => c.notNull())
    .addColumn('is_folder', 'smallint', (c) => c.notNull().defaultTo(0))
    .addColumn('staged_path', bytewise, (c) => c.notNull().unique())
    .addColumn('placed_path', bytewise)
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('message', 'text')
    .addColumn('created_at', bytewise, (c) => c.notNull())
    .addColumn('finished_at', bytewise)
    .execute()
  await db.schema.createIndex('uploads_user_id').on('uploads').columns(['user_id', 'id']).execute()
  await db.schema.createIndex('uploads_library_id').on('uploads').column('library_id').execute()
  await db.schema.createIndex('uploads_file_id').on('uploads').column('file_id').execute()
  await db.schema.createIndex('uploads_created_at').on('uploads').column('created_at').execute()

  // Over all libraries, for the list of problems and for how many there are.
  await db.schema
    .createIndex('scan_problems_shown')
    .on('scan_problems')
    .columns(['is_ignored', 'last_seen_at', 'id'])
    .execute()
  for (const column of ['action', 'user_public_id']) {
    await db.schema
      .createIndex(`audit_log_${column}`)
      .on('audit_log')
      .columns([column, 'created_at', 'public_id'])
      .execute()
  }
}
