import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
const required: Column = (column) => column.notNull()

/** What a book is to its reader (state, times through, rating), the place a reader was moved away from, annotations. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise, real } = dialect.columns
  const ofUser: Column = (column) => column.notNull().references('users.id').onDelete('cascade')
  const ofBook: Column = (column) => column.notNull().references('books.id').onDelete('cascade')
  const index = (table: string, ...columns: string[]) =>
    db.schema
      .createIndex(`${table}_${columns.join('_')}`.slice(0, 60))
      .on(table)
      .columns(columns)
      .execute()

  await db.schema
    .createTable('reading_states')
    .addColumn('user_id', 'integer', ofUser)
    .addColumn('book_id', 'integer', ofBook)
    .addColumn('state', bytewise, required)
    .addColumn('state_at', bytewise, required)
    .addColumn('rating', real)
    .addPrimaryKeyConstraint('reading_states_key', ['user_id', 'book_id'])
    .execute()
  await index('reading_states', 'user_id', 'state', 'state_at', 'book_id')
  await index('reading_states', 'book_id')

  await db.schema
    .createTable('read_throughs')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('user_id', 'integer', ofUser)
    .addColumn('book_id', 'integer', ofBook)
    .addColumn('started_at', bytewise)
    .addColumn('ended_at', bytewise)
    .addColumn('outcome', 'text')
    .execute()
  await index('read_throughs', 'user_id', 'book_id', 'id')
  await index('read_throughs', 'book_id')

  await db.schema
    .createTable('reading_revisions')
    .addColumn('user_id', 'integer', (column) => ofUser(column).unique())
    .addColumn('revision', 'integer', required)
    .execute()

  await db.schema
    .alterTable('reading_places')
    .addColumn('left_event_id', 'integer', (column) => column.references('reading_events.id').onDelete('set null'))
    .execute()
  await index('reading_places', 'left_event_id')
  await index('reading_places', 'user_id', 'updated_at', 'book_id')
  await db.schema.dropIndex('reading_places_user_id_updated_at').execute()
  await index('reading_events', 'user_id', 'book_id', 'at', 'id')
  await index('reading_events', 'user_id', 'book_id', 'source', 'at', 'id')

  await db.schema
    .createTable('annotations')
    .addColumn('id', key.type as 'integer', key.with)
    .addColumn('public_id', bytewise, (column) => column.notNull().unique())
    .addColumn('user_id', 'integer', ofUser)
    .addColumn('book_id', 'integer', ofBook)
    .addColumn('file_id', 'integer', (column) => column.references('book_files.id').onDelete('set null'))
    .addColumn('kind', 'text', required)
    .addColumn('quote', 'text')
    .addColumn('note', 'text')
    .addColumn('color', 'text')
    .addColumn('locator', 'text')
    .addColumn('fraction', real)
    .addColumn('chapter', 'text')
    .addColumn('search_text', bytewise, required)
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await index('annotations', 'user_id', 'created_at', 'public_id')
  await index('annotations', 'user_id', 'book_id')
  await index('annotations', 'book_id')
  await index('annotations', 'file_id')

  await startFromPlaces(db)
}

/** Books that somebody is in are being read, those at their end are finished. */
async function startFromPlaces(db: Kysely<Schema>): Promise<void> {
  await sql`insert into reading_states (user_id, book_id, state, state_at)
    select user_id, book_id, case when fraction >= 0.98 then 'finished' else 'reading' end, updated_at
    from reading_places`.execute(db)
  await sql`insert into read_throughs (user_id, book_id, started_at, ended_at, outcome)
    select p.user_id, p.book_id,
      (select min(e.at) from reading_events as e where e.user_id = p.user_id and e.book_id = p.book_id),
      case when p.fraction >= 0.98 then p.updated_at end,
      case when p.fraction >= 0.98 then 'finished' end
    from reading_places as p order by p.updated_at`.execute(db)
}
