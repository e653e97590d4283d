import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

/** Changes that can be undone together, books that were thrown out, and how many books a person or a series has. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { bytewise } = dialect.columns
  await db.schema.alterTable('changes').addColumn('batch_key', bytewise).execute()
  await db.schema.createIndex('changes_batch').on('changes').columns(['batch_key', 'id']).execute()
  await db.schema.createIndex('changes_created').on('changes').columns(['created_at', 'id']).execute()

  await db.schema.alterTable('books').addColumn('deleted_at', bytewise).execute()
  await db.schema.alterTable('books').addColumn('given_sort_title', 'text').execute()
  await sql`create index books_deleted on books (deleted_at, id) where deleted_at is not null`.execute(db)

  for (const [table, links, key] of [
    ['authors', 'book_creators', 'author_id'],
    ['series', 'book_series', 'series_id'],
  ] as const) {
    await db.schema
      .alterTable(table)
      .addColumn('book_count', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update ${sql.table(table)} set book_count = counted.n from (
      select l.${sql.ref(key)} as id, count(distinct l.book_id) as n from ${sql.table(links)} as l
      join books as b on b.id = l.book_id where b.is_library_visible = 1 group by l.${sql.ref(key)}
    ) as counted where ${sql.table(table)}.id = counted.id`.execute(db)
    await sql`create index ${sql.table(`${table}_by_name`)} on ${sql.table(table)} (sort_key, id)
      where book_count > 0`.execute(db)
    await sql`create index ${sql.table(`${table}_by_count`)} on ${sql.table(table)} (book_count desc, sort_key, id)
      where book_count > 0`.execute(db)
  }
}
