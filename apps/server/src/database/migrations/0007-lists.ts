import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/** Reading lists: the ordered selections of a reader. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise, real } = dialect.columns
  await db.schema
    .createTable('reading_lists')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('public_id', bytewise, (c) => c.notNull().unique())
    .addColumn('user_id', 'integer', (c) => c.references('users.id').onDelete('cascade').notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', bytewise, (c) => c.notNull())
    .addColumn('description', 'text')
    .addColumn('created_at', bytewise, (c) => c.notNull())
    .addColumn('updated_at', bytewise, (c) => c.notNull())
    .addUniqueConstraint('reading_lists_user_id_name_key', ['user_id', 'name_key'])
    .execute()
  await db.schema
    .createTable('reading_list_books')
    .addColumn('list_id', 'integer', (c) => c.references('reading_lists.id').onDelete('cascade').notNull())
    .addColumn('book_id', 'integer', (c) => c.references('books.id').onDelete('cascade').notNull())
    .addColumn('position', real, (c) => c.notNull())
    .addColumn('added_at', bytewise, (c) => c.notNull())
    .addPrimaryKeyConstraint('reading_list_books_key', ['list_id', 'book_id'])
    .execute()
  await db.schema
    .createIndex('reading_list_books_order')
    .on('reading_list_books')
    .columns(['list_id', 'position', 'book_id'])
    .execute()
  await db.schema.createIndex('reading_list_books_book_id').on('reading_list_books').column('book_id').execute()
}
