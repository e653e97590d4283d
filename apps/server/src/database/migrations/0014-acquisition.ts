import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder

/** What is wanted, where it is looked for, and what became of it: profiles, indexers, download clients, queue, history. */
export async function up(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { key, bytewise, real, big } = dialect.columns
  const flag = 'integer'
  const required: Column = (c) => c.notNull()
  const no =
    (value: string | number | boolean): Column =>
    (c) =>
      c.notNull().defaultTo(value)
  const owned =
    (table: string): Column =>
    (c) =>
      c.references(`${table}.id`).onDelete('cascade').notNull()
  const linked =
    (table: string): Column =>
    (c) =>
      c.references(`${table}.id`).onDelete('set null')
  const create = (table: string) => db.schema.createTable(table).addColumn('id', key.type as 'integer', key.with)
  const index = (table: string, ...columns: string[]) =>
    db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns)
      .execute()

  // Profiles

  await create('quality_profiles')
    .addColumn('name', 'text', required)
    .addColumn('name_key', bytewise, (c) => c.notNull().unique())
    .addColumn('is_upgrade_allowed', flag, required)
    .addColumn('cutoff', 'text', required)
    .addColumn('items_json', 'text', required)
    .addColumn('created_at', bytewise, required)
    .execute()
  await create('metadata_profiles')
    .addColumn('name', 'text', required)
    .addColumn('min_popularity', 'integer', no(0))
    .addColumn('min_pages', 'integer', no(0))
    .addColumn('is_missing_date_skipped', flag, required)
    .addColumn('is_missing_isbn_skipped', flag, required)
    .addColumn('is_part_skipped', flag, required)
    .addColumn('allowed_languages', 'text', required)
    .addColumn('unknown_language_behavior', 'text', required)
    .addColumn('created_at', bytewise, required)
    .execute()
  await create('delay_profiles')
    .addColumn('usenet_delay', 'integer', no(0))
    .addColumn('torrent_delay', 'integer', no(0))
    .addColumn('preferred_protocol', 'text', required)
    .addColumn('is_usenet_enabled', flag, required)
    .addColumn('is_torrent_enabled', flag, required)
    .addColumn('position', 'integer', no(0))
    .addColumn('created_at', bytewise, required)
    .execute()
  await create('custom_formats')
    .addColumn('name', 'text', required)
    .addColumn('conditions_json', 'text', required)
    .addColumn('created_at', bytewise, required)
    .execute()

  // Monitoring

  await db.schema.alterTable('authors').addColumn('catalogue_populated_at', bytewise).execute()
  await db.schema.alterTable('authors').addColumn('last_sync_json', 'text').execute()
  await db.schema.alterTable('authors').addColumn('media_type', 'text').execute()
  await db.schema
    .createTable('author_monitored_series')
    .addColumn('author_id', 'integer', owned('authors'))
    .addColumn('series_id', 'integer', owned('series'))
    .addPrimaryKeyConstraint('author_monitored_series_key', ['author_id', 'series_id'])
    .execute()
  await index('author_monitored_series', 'series_id')
  // What authors and books are called at providers besides the id that they are shown with: by any of them they are found.
  for (const owner of ['author', 'book'] as const) {
    await db.schema
      .createTable(`${owner}_source_ids`)
      .addColumn('foreign_id', bytewise, (c) => c.primaryKey())
      .addColumn(`${owner}_id`, 'integer', owned(`${owner}s`))
      .execute()
    await index(`${owner}_source_ids`, `${owner}_id`)
  }
  await create('series_hardcover_links')
    .addColumn('series_id', 'integer', (c) => owned('series')(c).unique())
    .addColumn('hardcover_series_id', 'text', required)
    .addColumn('hardcover_provider_id', 'text', required)
    .addColumn('hardcover_title', 'text', required)
    .addColumn('hardcover_author_name', 'text', required)
    .addColumn('hardcover_book_count', 'integer', no(0))
    .addColumn('confidence', real, required)
    .addColumn('linked_by', 'text', required)
    .addColumn('linked_at', bytewise, required)
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await create('book_requests')
    .addColumn('public_id', bytewise, (c) => c.notNull().unique())
    .addColumn('user_id', 'integer', owned('users'))
    .addColumn('foreign_book_id', bytewise, required)
    .addColumn('title', 'text', required)
    .addColumn('author_name', 'text', required)
    .addColumn('image_url', 'text')
    .addColumn('media_type', 'text', required)
    .addColumn('note', 'text')
    .addColumn('state', 'text', required)
    .addColumn('decided_by_user_id', 'integer', linked('users'))
    .addColumn('decision_note', 'text')
    .addColumn('book_id', 'integer', linked('books'))
    .addColumn('created_at', bytewise, required)
    .addColumn('decided_at', bytewise)
    .execute()
  await index('book_requests', 'user_id', 'created_at')
  await index('book_requests', 'state', 'created_at')
  await index('book_requests', 'decided_by_user_id')
  await index('book_requests', 'book_id')
  await sql`create index books_wanted on books (sort_title, id)
    where is_monitored = 1 and is_excluded = 0 and status = 'wanted'`.execute(db)
  // Lists of this side show what the library does not yet; the counts of authors are read from the last one alone.
  await sql`create index books_by_title on books (sort_title, id) where is_excluded = 0`.execute(db)
  await sql`create index books_by_date on books (release_date, id) where is_excluded = 0`.execute(db)
  await index('books', 'author_id', 'is_excluded', 'status', 'is_monitored', 'has_files')

  // Releases

  await create('prowlarr_instances')
    .addColumn('name', 'text', required)
    .addColumn('url', 'text', required)
    .addColumn('api_key_sealed', 'text', required)
    .addColumn('is_synced_on_startup', flag, required)
    .addColumn('is_enabled', flag, required)
    .addColumn('last_sync_at', bytewise)
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await create('indexers')
    .addColumn('name', 'text', required)
    .addColumn('type', 'text', required)
    .addColumn('url', 'text', required)
    .addColumn('url_key', bytewise, (c) => c.notNull().unique())
    .addColumn('api_key_sealed', 'text', required)
    .addColumn('categories_json', 'text', required)
    .addColumn('has_parent_categories', flag, required)
    .addColumn('priority', 'integer', required)
    .addColumn('is_enabled', flag, required)
    .addColumn('is_searchable', flag, required)
    .addColumn('is_freeleech_only', flag, required)
    .addColumn('seed_ratio', real)
    .addColumn('seed_ratio_source', 'text', required)
    .addColumn('prowlarr_instance_id', 'integer', (c) => c.references('prowlarr_instances.id').onDelete('cascade'))
    .addColumn('prowlarr_indexer_id', 'integer')
    .addColumn('capabilities_json', 'text')
    .addColumn('capabilities_at', bytewise)
    .addColumn('health_json', 'text')
    .addColumn('rss_seen_json', 'text')
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await index('indexers', 'prowlarr_instance_id')

  // Downloads

  await create('download_clients')
    .addColumn('name', 'text', required)
    .addColumn('type', 'text', required)
    .addColumn('host', 'text', required)
    .addColumn('port', 'integer', required)
    .addColumn('is_tls', flag, required)
    .addColumn('url_base', 'text', required)
    .addColumn('api_key_sealed', 'text', required)
    .addColumn('username', 'text', required)
    .addColumn('password_sealed', 'text', required)
    .addColumn('category', 'text', required)
    .addColumn('category_audiobook', 'text', required)
    .addColumn('path_remap', 'text', required)
    .addColumn('priority', 'integer', required)
    .addColumn('is_enabled', flag, required)
    .addColumn('health_status', 'text')
    .addColumn('health_message', 'text')
    .addColumn('health_at', bytewise)
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await create('downloads')
    .addColumn('guid', bytewise, (c) => c.notNull().unique())
    .addColumn('book_id', 'integer', linked('books'))
    .addColumn('edition_id', 'integer', linked('editions'))
    .addColumn('indexer_id', 'integer', linked('indexers'))
    .addColumn('download_client_id', 'integer', linked('download_clients'))
    .addColumn('slot', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('url', 'text', required)
    .addColumn('size_bytes', big, required)
    .addColumn('protocol', 'text', required)
    .addColumn('quality', 'text', required)
    .addColumn('indexer_flags', 'text', required)
    .addColumn('sabnzbd_nzo_id', bytewise)
    .addColumn('torrent_id', bytewise)
    .addColumn('client_category', 'text')
    .addColumn('status', 'text', required)
    .addColumn('is_in_flight', flag, required)
    .addColumn('is_automatic', flag, required)
    .addColumn('error_message', 'text', required)
    .addColumn('import_retry_count', 'integer', no(0))
    .addColumn('skip_count', 'integer', no(0))
    .addColumn('not_before', bytewise)
    .addColumn('import_path', 'text')
    .addColumn('live_json', 'text')
    .addColumn('release_json', 'text')
    .addColumn('owner_user_id', 'integer', linked('users'))
    .addColumn('added_at', bytewise, required)
    .addColumn('grabbed_at', bytewise)
    .addColumn('completed_at', bytewise)
    .addColumn('imported_at', bytewise)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await index('downloads', 'book_id')
  await index('downloads', 'status', 'id')
  await index('downloads', 'download_client_id')
  await index('downloads', 'edition_id')
  await index('downloads', 'indexer_id')
  await index('downloads', 'owner_user_id')
  await index('downloads', 'torrent_id')
  // A person may want a second one; searches never bring two.
  await sql`create unique index downloads_automatic_slot on downloads (book_id, slot)
    where is_in_flight = 1 and is_automatic = 1`.execute(db)
  await create('pending_releases')
    .addColumn('guid', bytewise, (c) => c.notNull().unique())
    .addColumn('book_id', 'integer', owned('books'))
    .addColumn('slot', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('indexer_id', 'integer', linked('indexers'))
    .addColumn('protocol', 'text', required)
    .addColumn('size_bytes', big, required)
    .addColumn('age_minutes', 'integer', required)
    .addColumn('quality', 'text')
    .addColumn('custom_score', 'integer', no(0))
    .addColumn('reason', 'text', required)
    .addColumn('release_json', 'text', required)
    .addColumn('retry_at', bytewise)
    .addColumn('first_seen_at', bytewise, required)
    .execute()
  await index('pending_releases', 'book_id')
  await index('pending_releases', 'indexer_id')
  await create('acquisition_history')
    .addColumn('book_id', 'integer', linked('books'))
    .addColumn('event_type', 'text', required)
    .addColumn('source_title', 'text', required)
    .addColumn('data_json', 'text', required)
    .addColumn('created_at', bytewise, required)
    .execute()
  await index('acquisition_history', 'book_id', 'id')
  await index('acquisition_history', 'event_type', 'id')
  await create('blocklist')
    .addColumn('book_id', 'integer', linked('books'))
    .addColumn('guid', bytewise, required)
    .addColumn('title', 'text', required)
    .addColumn('indexer_id', 'integer', linked('indexers'))
    .addColumn('info_hash', bytewise)
    .addColumn('size_bytes', big)
    .addColumn('reason', 'text', required)
    .addColumn('created_by_user_id', 'integer', linked('users'))
    .addColumn('created_at', bytewise, required)
    .execute()
  await index('blocklist', 'guid')
  await index('blocklist', 'book_id')
  await index('blocklist', 'indexer_id')
  await index('blocklist', 'created_by_user_id')
  await db.schema
    .createTable('search_traces')
    .addColumn('user_id', 'integer', (c) => c.primaryKey())
    .addColumn('trace_json', 'text', required)
    .addColumn('created_at', bytewise, required)
    .execute()

  // Imports

  await create('import_journals')
    .addColumn('download_id', 'integer', (c) => owned('downloads')(c).unique())
    .addColumn('book_id', 'integer', linked('books'))
    .addColumn('steps_json', 'text', required)
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await index('import_journals', 'book_id')

  // Notifications and logs

  await create('notifications')
    .addColumn('name', 'text', required)
    .addColumn('type', 'text', required)
    .addColumn('url', 'text', required)
    .addColumn('method', 'text', required)
    .addColumn('headers_sealed', 'text', required)
    .addColumn('topic', 'text', required)
    .addColumn('is_on_grab', flag, required)
    .addColumn('is_on_import', flag, required)
    .addColumn('is_on_upgrade', flag, required)
    .addColumn('is_on_failure', flag, required)
    .addColumn('is_on_health', flag, required)
    .addColumn('is_enabled', flag, required)
    .addColumn('created_at', bytewise, required)
    .addColumn('updated_at', bytewise, required)
    .execute()
  await create('notification_outbox')
    .addColumn('notification_id', 'integer', owned('notifications'))
    .addColumn('event_key', bytewise, required)
    .addColumn('event_json', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('attempts', 'integer', no(0))
    .addColumn('next_attempt_at', bytewise, required)
    .addColumn('last_error', 'text')
    .addColumn('created_at', bytewise, required)
    .addUniqueConstraint('notification_outbox_event', ['notification_id', 'event_key'])
    .execute()
  await index('notification_outbox', 'state', 'next_attempt_at')
  await index('notification_outbox', 'created_at')
  await create('log_entries')
    .addColumn('at', bytewise, required)
    .addColumn('level', 'integer', required)
    .addColumn('component', 'text', required)
    .addColumn('message', 'text', required)
    .addColumn('fields_json', 'text', required)
    .execute()
  await index('log_entries', 'at')

  await seed(db)
}

/** The profiles that clients of this surface expect (contract 4.22 to 4.24). */
async function seed(db: Kysely<Schema>): Promise<void> {
  const created_at = new Date().toISOString()
  const quality = [
    ['Any', 'any'],
    ['E-Book', 'epub'],
    ['Audiobook', 'audiobook'],
  ] as const
  await db
    .insertInto('quality_profiles')
    .values(
      quality.map(([name, cutoff]) => ({
        name,
        name_key: name.toLowerCase(),
        is_upgrade_allowed: true,
        cutoff,
        items_json: [],
        created_at,
      })),
    )
    .execute()
  await db
    .insertInto('metadata_profiles')
    .values({
      name: 'Standard',
      is_missing_date_skipped: false,
      is_missing_isbn_skipped: false,
      is_part_skipped: false,
      allowed_languages: 'eng',
      unknown_language_behavior: 'pass',
      created_at,
    })
    .execute()
  await db
    .insertInto('delay_profiles')
    .values({ preferred_protocol: 'usenet', is_usenet_enabled: true, is_torrent_enabled: true, created_at })
    .execute()
}
