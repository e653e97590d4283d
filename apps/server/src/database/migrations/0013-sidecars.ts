import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/**
 * Files that wait for the metadata and the cover beside them: a job for each group of files asked in vain all the time.
 * And a way to find the files that were taken off their books, which scans leave alone. Missing files get an index of
 * their own: SQLite took one over all files for the way to those of a book that are there, and read every file for each.
 */
export async function up(db: Kysely<Schema>, _dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('awaited_sidecars')
    .addColumn('file_id', 'integer', (c) => c.primaryKey().references('book_files.id').onDelete('cascade'))
    .addColumn('library_id', 'integer', (c) => c.notNull().references('libraries.id').onDelete('cascade'))
    .execute()
  await db.schema
    .createIndex('awaited_sidecars_library')
    .on('awaited_sidecars')
    .columns(['library_id', 'file_id'])
    .execute()
  await db.schema.dropIndex('book_files_missing_since').execute()
  await sql`create index book_files_missing_since on book_files (missing_since) where missing_since is not null`.execute(
    db,
  )
  await sql`create index changes_files_removed on changes (id) where kind = 'file-removed' and undone_at is null`.execute(
    db,
  )
}
