import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

type Build = (table: CreateTableBuilder<string, string>) => CreateTableBuilder<string, string>
type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
const required: Column = (column) => column.notNull()
const plain: Column = (column) => column

/** Accounts, catalogue, files, scanning, reading and jobs: the tables that both surfaces stand on. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise, big, real } = dialect.columns
  const flag = 'smallint' as const

  const keyed: Build = (table) =>
    table.addColumn('id', key.type as 'integer', key.with).addColumn('public_id', bytewise, (c) => c.notNull().unique())
  const counted: Build = (table) => table.addColumn('id', key.type as 'integer', key.with)
  const stamped: Build = (table) =>
    table.addColumn('created_at', bytewise, required).addColumn('updated_at', bytewise, required)
  const provided: Build = (table) =>
    table
      .addColumn('foreign_id', bytewise, (c) => c.notNull().unique())
      .addColumn('metadata_provider', 'text', required)
      .addColumn('last_metadata_refresh_at', bytewise)
  const no =
    (value: number | string): Column =>
    (column) =>
      column.notNull().defaultTo(value)
  const owns =
    (table: string, deleting: 'cascade' | 'set null'): Column =>
    (column) => {
      const reference = column.references(`${table}.id`).onDelete(deleting)
      return deleting === 'cascade' ? reference.notNull() : reference
    }
  const create = async (name: string, ...steps: Build[]) => {
    const start = db.schema.createTable(name) as CreateTableBuilder<string, string>
    await steps.reduce((table, step) => step(table), start).execute()
  }
  const index = async (table: string, ...columns: string[]) => {
    const name = `${table}_${columns.map((c) => c.replace(/\W+/g, '_')).join('_')}`.slice(0, 60)
    await db.schema.createIndex(name).on(table).columns(columns).execute()
  }

  await create(
    'users',
    keyed,
    (t) =>
      t
        .addColumn('name', 'text', required)
        .addColumn('email', 'text', required)
        .addColumn('email_key', bytewise, (c) => c.notNull().unique())
        .addColumn('username', 'text', required)
        .addColumn('username_key', bytewise, (c) => c.notNull().unique())
        .addColumn('password_hash', 'text')
        .addColumn('role', 'text', required)
        .addColumn('session_epoch', 'integer', no(0)),
    stamped,
  )
  await create('identities', counted, (t) =>
    t
      .addColumn('user_id', 'integer', owns('users', 'cascade'))
      .addColumn('issuer', bytewise, required)
      .addColumn('subject', bytewise, required)
      .addColumn('created_at', bytewise, required)
      .addUniqueConstraint('identities_subject', ['issuer', 'subject']),
  )
  await index('identities', 'user_id')
  await create('api_keys', keyed, (t) =>
    t
      .addColumn('user_id', 'integer', owns('users', 'cascade'))
      .addColumn('name', 'text', required)
      .addColumn('key_hash', bytewise, (c) => c.notNull().unique())
      .addColumn('key_prefix', 'text', required)
      .addColumn('last_used_at', bytewise)
      .addColumn('created_at', bytewise, required),
  )
  await index('api_keys', 'user_id')
  await create('settings', (t) =>
    t
      .addColumn('key', bytewise, (c) => c.primaryKey())
      .addColumn('value', 'text', required)
      .addColumn('updated_at', bytewise, required),
  )
  await create('audit_log', keyed, (t) =>
    t
      .addColumn('user_public_id', bytewise)
      .addColumn('action', 'text', required)
      .addColumn('entity_type', 'text', required)
      .addColumn('entity_id', 'text', required)
      .addColumn('metadata_json', 'text')
      .addColumn('created_at', bytewise, required),
  )
  await index('audit_log', 'created_at', 'public_id')

  await create(
    'libraries',
    keyed,
    (t) =>
      t
        .addColumn('name', bytewise, (c) => c.notNull().unique())
        .addColumn('organization_type', 'text', required)
        .addColumn('is_monitored', flag, required)
        .addColumn('has_sidecars', flag, no(1)),
    stamped,
  )
  await create('folders', keyed, (t) =>
    t
      .addColumn('path', bytewise, (c) => c.notNull().unique())
      .addColumn('is_root_folder', flag, no(0))
      .addColumn('created_at', bytewise, required),
  )
  await create('library_folders', (t) =>
    t
      .addColumn('library_id', 'integer', owns('libraries', 'cascade'))
      .addColumn('folder_id', 'integer', owns('folders', 'cascade'))
      .addColumn('position', 'integer', required)
      .addPrimaryKeyConstraint('library_folders_pair', ['library_id', 'folder_id']),
  )
  await index('library_folders', 'folder_id')

  await create(
    'authors',
    keyed,
    (t) =>
      t
        .addColumn('name', 'text', required)
        .addColumn('name_key', bytewise, (c) => c.notNull().unique())
        .addColumn('author_name', 'text', required)
        .addColumn('sort_name', 'text', required)
        .addColumn('sort_key', bytewise, required)
        .addColumn('description', 'text')
        .addColumn('image_url', 'text')
        .addColumn('disambiguation', 'text')
        .addColumn('ratings_count', 'integer', no(0))
        .addColumn('average_rating', real, no(0))
        .addColumn('is_library_visible', flag, required)
        .addColumn('is_monitored', flag, no(0))
        .addColumn('monitor_mode', 'text', no('none'))
        .addColumn('monitor_latest_count', 'integer', no(1))
        .addColumn('monitor_new_items', 'text', no('all'))
        .addColumn('quality_profile_id', 'integer')
        .addColumn('metadata_profile_id', 'integer')
        .addColumn('root_folder_id', 'integer')
        .addColumn('audiobook_root_folder_id', 'integer')
        .addColumn('locked_fields_json', 'text')
        .addColumn('owner_user_id', 'integer', owns('users', 'set null')),
    provided,
    stamped,
  )
  await index('authors', 'sort_key', 'id')
  await index('authors', 'owner_user_id')
  await create('author_aliases', counted, (t) =>
    t
      .addColumn('author_id', 'integer', owns('authors', 'cascade'))
      .addColumn('name', 'text', required)
      .addColumn('name_key', bytewise, (c) => c.notNull().unique())
      .addColumn('source_key', 'text')
      .addColumn('created_at', bytewise, required),
  )
  await index('author_aliases', 'author_id')
  await create(
    'series',
    keyed,
    (t) =>
      t
        .addColumn('name', 'text', required)
        .addColumn('name_key', bytewise, (c) => c.notNull().unique())
        .addColumn('title', 'text', required)
        .addColumn('sort_key', bytewise, required)
        .addColumn('description', 'text')
        .addColumn('is_monitored', flag, no(0))
        .addColumn('genre_override_json', 'text'),
    provided,
    stamped,
  )
  await index('series', 'sort_key', 'id')
  for (const owner of ['author', 'series'] as const) {
    const table = `${owner}_identifiers`
    await create(table, (t) =>
      t
        .addColumn(`${owner}_id`, 'integer', owns(owner === 'author' ? 'authors' : 'series', 'cascade'))
        .addColumn('provider', bytewise, required)
        .addColumn('foreign_id', bytewise, required)
        .addPrimaryKeyConstraint(`${table}_key`, [`${owner}_id`, 'provider']),
    )
    await index(table, 'provider', 'foreign_id')
  }
  await create(
    'tags',
    keyed,
    (t) => t.addColumn('name', 'text', required).addColumn('name_key', bytewise, (c) => c.notNull().unique()),
    stamped,
  )

  await create(
    'books',
    keyed,
    (t) =>
      t
        .addColumn('title', 'text', required)
        .addColumn('subtitle', 'text')
        .addColumn('sort_title', bytewise, required)
        .addColumn('original_title', 'text')
        .addColumn('description', 'text')
        .addColumn('isbn10', bytewise)
        .addColumn('isbn13', bytewise)
        .addColumn('asin', bytewise)
        .addColumn('goodreads_id', bytewise)
        .addColumn('hardcover_id', bytewise)
        .addColumn('google_books_id', bytewise)
        .addColumn('publication_date', bytewise)
        .addColumn('release_date', bytewise)
        .addColumn('publisher', 'text')
        .addColumn('language', bytewise)
        .addColumn('language_code', bytewise)
        .addColumn('cover', bytewise)
        .addColumn('genres_json', 'text', required)
        .addColumn('sort_author', bytewise, required)
        .addColumn('sort_series', bytewise, required)
        .addColumn('sort_published', bytewise, no(''))
        .addColumn('series_position', real)
        .addColumn('card_json', 'text', no('{}'))
        .addColumn('is_missing', flag, no(0))
        .addColumn('author_id', 'integer', owns('authors', 'set null'))
        .addColumn('is_library_visible', flag, required)
        .addColumn('is_monitored', flag, no(0))
        .addColumn('status', 'text', required)
        .addColumn('media_type', 'text', required)
        .addColumn('is_any_edition_ok', flag, no(1))
        .addColumn('selected_edition_id', 'integer')
        .addColumn('narrator', 'text')
        .addColumn('duration_seconds', real)
        .addColumn('page_count', 'integer')
        .addColumn('average_rating', real, no(0))
        .addColumn('ratings_count', 'integer', no(0))
        .addColumn('calibre_id', 'integer')
        .addColumn('locked_fields_json', 'text')
        .addColumn('is_excluded', flag, no(0))
        .addColumn('owner_user_id', 'integer', owns('users', 'set null'))
        .addColumn('dedup_key', bytewise, required),
    provided,
    stamped,
  )
  // Each order in which lists are read; visibility first, so that a page is one stretch of one index.
  await index('books', 'is_library_visible', 'sort_title', 'id')
  await index('books', 'is_library_visible', 'sort_author', 'sort_title', 'id')
  await index('books', 'is_library_visible', 'sort_series', 'sort_title', 'id')
  await index('books', 'is_library_visible', 'created_at', 'id')
  await index('books', 'is_library_visible', 'sort_published', 'id')
  // By what lists are narrowed.
  await index('books', 'is_library_visible', 'language_code', 'id')
  await sql`create index books_missing on books (id) where is_missing = 1`.execute(db)
  await index('books', 'updated_at', 'id')
  await index('books', 'author_id', 'dedup_key')
  await index('books', 'owner_user_id')
  await create(
    'editions',
    keyed,
    (t) =>
      t
        .addColumn('book_id', 'integer', owns('books', 'cascade'))
        .addColumn('foreign_id', bytewise, (c) => c.notNull().unique())
        .addColumn('title', 'text', required)
        .addColumn('isbn13', bytewise)
        .addColumn('isbn10', bytewise)
        .addColumn('asin', bytewise)
        .addColumn('publisher', 'text')
        .addColumn('publish_date', bytewise)
        .addColumn('format', 'text', required)
        .addColumn('page_count', 'integer')
        .addColumn('language', 'text', required)
        .addColumn('image_url', 'text')
        .addColumn('is_ebook', flag, required)
        .addColumn('edition_information', 'text', required)
        .addColumn('is_monitored', flag, required),
    stamped,
  )
  await index('editions', 'book_id')
  await index('editions', 'isbn13')
  await create('book_creators', (t) =>
    t
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addColumn('author_id', 'integer', owns('authors', 'cascade'))
      .addColumn('role', 'text', required)
      .addColumn('position', 'integer', required)
      .addPrimaryKeyConstraint('book_creators_key', ['book_id', 'author_id', 'role']),
  )
  await index('book_creators', 'author_id', 'role')
  await create('book_series', (t) =>
    t
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addColumn('series_id', 'integer', owns('series', 'cascade'))
      .addColumn('position', 'text')
      .addColumn('position_sort', real)
      .addColumn('is_primary', flag, required)
      .addPrimaryKeyConstraint('book_series_key', ['book_id', 'series_id']),
  )
  await index('book_series', 'series_id', 'position_sort')
  await create('book_tags', (t) =>
    t
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addColumn('tag_id', 'integer', owns('tags', 'cascade'))
      .addPrimaryKeyConstraint('book_tags_key', ['book_id', 'tag_id']),
  )
  await index('book_tags', 'tag_id')
  await create('book_identifiers', (t) =>
    t
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addColumn('scheme', bytewise, required)
      .addColumn('value', bytewise, required)
      .addPrimaryKeyConstraint('book_identifiers_key', ['book_id', 'scheme', 'value']),
  )
  await index('book_identifiers', 'scheme', 'value')
  await create('library_books', (t) =>
    t
      .addColumn('library_id', 'integer', owns('libraries', 'cascade'))
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addColumn('sort_title', bytewise, required)
      .addColumn('created_at', bytewise, required)
      .addPrimaryKeyConstraint('library_books_key', ['library_id', 'book_id']),
  )
  await index('library_books', 'library_id', 'sort_title', 'book_id')
  await index('library_books', 'book_id')
  await create('match_keys', (t) =>
    t
      .addColumn('key', bytewise, required)
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addPrimaryKeyConstraint('match_keys_key', ['key', 'book_id']),
  )
  await index('match_keys', 'book_id')

  await create(
    'book_files',
    keyed,
    (t) =>
      t
        .addColumn('book_id', 'integer', owns('books', 'cascade'))
        .addColumn('file_type', 'text', required)
        .addColumn('media', 'text', required)
        .addColumn('file_name', 'text', required)
        .addColumn('file_path', bytewise, (c) => c.notNull().unique())
        .addColumn('size_bytes', big, required)
        .addColumn('modified_ms', big)
        .addColumn('file_hash', bytewise)
        .addColumn('partial_md5', bytewise)
        .addColumn('duration_seconds', real)
        .addColumn('page_count', 'integer')
        .addColumn('download_count', 'integer', no(0))
        .addColumn('missing_since', bytewise)
        .addColumn('origin', 'text', required)
        .addColumn('join_reason', 'text')
        .addColumn('is_separated', flag, no(0))
        .addColumn('cover_hash', bytewise),
    stamped,
  )
  await index('book_files', 'book_id')
  await index('book_files', 'file_type', 'book_id')
  await index('book_files', 'partial_md5', 'size_bytes')
  await index('book_files', 'missing_since')
  await create('book_file_parts', counted, (t) =>
    t
      .addColumn('file_id', 'integer', owns('book_files', 'cascade'))
      .addColumn('position', 'integer', required)
      .addColumn('path', bytewise, (c) => c.notNull().unique())
      .addColumn('size_bytes', big, required)
      .addColumn('modified_ms', big, required)
      .addColumn('duration_seconds', real),
  )
  await index('book_file_parts', 'file_id', 'position')
  await create('download_events', counted, (t) =>
    t
      .addColumn('user_id', 'integer', owns('users', 'cascade'))
      .addColumn('file_id', 'integer', owns('book_files', 'cascade'))
      .addColumn('created_at', bytewise, required),
  )
  await index('download_events', 'user_id', 'created_at')
  await index('download_events', 'file_id')
  await create('covers', (t) =>
    t
      .addColumn('hash', bytewise, (c) => c.primaryKey())
      .addColumn('mime', 'text', required)
      .addColumn('file_id', 'integer', owns('book_files', 'set null'))
      .addColumn('is_stored', flag, no(0))
      .addColumn('width', 'integer')
      .addColumn('height', 'integer')
      .addColumn('color', 'text')
      .addColumn('rendered_at', bytewise)
      .addColumn('large_at', bytewise)
      .addColumn('error', 'text')
      .addColumn('created_at', bytewise, required),
  )
  await index('covers', 'file_id')
  await sql`create index covers_waiting on covers (hash) where rendered_at is null and error is null`.execute(db)
  await sql`create index covers_waiting_large on covers (hash)
    where rendered_at is not null and large_at is null and error is null`.execute(db)
  await create('changes', keyed, (t) =>
    t
      .addColumn('book_id', 'integer', owns('books', 'set null'))
      .addColumn('user_id', 'integer', owns('users', 'set null'))
      .addColumn('origin', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('summary', 'text', required)
      .addColumn('before_json', 'text')
      .addColumn('after_json', 'text')
      .addColumn('created_at', bytewise, required)
      .addColumn('undone_at', bytewise),
  )
  await index('changes', 'book_id', 'id')
  await index('changes', 'user_id')

  const scanCounts: Build = (t) =>
    ['found', 'added', 'changed', 'moved', 'missing', 'failed'].reduce(
      (table, name) => table.addColumn(`files_${name}`, 'integer', no(0)),
      t,
    )
  await create(
    'scan_runs',
    keyed,
    (t) => t.addColumn('library_id', 'integer', owns('libraries', 'cascade')).addColumn('state', 'text', required),
    scanCounts,
    (t) =>
      t.addColumn('message', 'text').addColumn('started_at', bytewise, required).addColumn('finished_at', bytewise),
  )
  await index('scan_runs', 'library_id', 'id')
  await create('scan_problems', keyed, (t) =>
    t
      .addColumn('library_id', 'integer', owns('libraries', 'cascade'))
      .addColumn('path', bytewise, required)
      .addColumn('code', 'text', required)
      .addColumn('message', 'text', required)
      .addColumn('size_bytes', big)
      .addColumn('modified_ms', big)
      .addColumn('is_ignored', flag, no(0))
      .addColumn('first_seen_at', bytewise, required)
      .addColumn('last_seen_at', bytewise, required)
      .addUniqueConstraint('scan_problems_path', ['library_id', 'path']),
  )

  await create('reading_events', counted, (t) =>
    t
      .addColumn('user_id', 'integer', owns('users', 'cascade'))
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addColumn('file_id', 'integer', owns('book_files', 'set null'))
      .addColumn('source', 'text', required)
      .addColumn('device', 'text')
      .addColumn('fraction', real, required)
      .addColumn('locator', 'text')
      .addColumn('at', bytewise, required)
      .addColumn('created_at', bytewise, required),
  )
  await index('reading_events', 'user_id', 'book_id', 'id')
  await index('reading_events', 'book_id')
  await index('reading_events', 'file_id')
  await create('reading_places', (t) =>
    t
      .addColumn('user_id', 'integer', owns('users', 'cascade'))
      .addColumn('book_id', 'integer', owns('books', 'cascade'))
      .addColumn('event_id', 'integer', owns('reading_events', 'cascade'))
      .addColumn('fraction', real, required)
      .addColumn('locator', 'text')
      .addColumn('source', 'text', required)
      .addColumn('device', 'text')
      .addColumn('updated_at', bytewise, required)
      .addPrimaryKeyConstraint('reading_places_key', ['user_id', 'book_id']),
  )
  await index('reading_places', 'user_id', 'updated_at')
  await index('reading_places', 'book_id')
  await index('reading_places', 'event_id')

  await create('jobs', keyed, (t) =>
    t
      .addColumn('name', 'text', required)
      .addColumn('queue', 'text', required)
      .addColumn('priority', 'integer', required)
      .addColumn('payload_json', 'text', required)
      .addColumn('dedup_key', bytewise, plain)
      .addColumn('state', bytewise, required)
      .addColumn('run_at', bytewise, required)
      .addColumn('attempts_made', 'integer', no(0))
      .addColumn('attempts_max', 'integer', required)
      .addColumn('claimed_by', 'text')
      .addColumn('claimed_until', bytewise)
      .addColumn('relayed_at', bytewise)
      .addColumn('is_cancel_requested', flag, no(0))
      .addColumn('progress_json', 'text')
      .addColumn('result_json', 'text')
      .addColumn('error', 'text')
      .addColumn('created_at', bytewise, required)
      .addColumn('started_at', bytewise)
      .addColumn('finished_at', bytewise),
  )
  await sql`create unique index jobs_waiting_once on jobs (name, dedup_key)
    where state = 'waiting' and dedup_key is not null`.execute(db)
  // The only index that begins with the queue: beside another one, PostgreSQL sorts all that wait for each claim.
  await sql`create index jobs_next on jobs (queue, priority desc, run_at, id) where state = 'waiting'`.execute(db)
  await sql`create index jobs_to_relay on jobs (id) where state = 'waiting' and relayed_at is null`.execute(db)
  await sql`create index jobs_due on jobs (run_at) where state = 'waiting'`.execute(db)
  await sql`create index jobs_claims on jobs (claimed_until) where state = 'active'`.execute(db)
  await index('jobs', 'state', 'id')
  await create('schedules', (t) =>
    t
      .addColumn('name', bytewise, (c) => c.primaryKey())
      .addColumn('next_run_at', bytewise, required)
      .addColumn('last_run_at', bytewise),
  )

  await dialect.search.create(db)
  await dialect.revision.create(db)
}
