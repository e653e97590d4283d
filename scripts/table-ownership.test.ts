import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = join(dirname(dirname(fileURLToPath(import.meta.url))), 'apps/server/src')

/** Who writes a table: a folder below apps/server/src. Anybody may read it in a join. */
const owners: Record<string, string> = {
  users: 'domain/identity',
  identities: 'domain/identity',
  api_keys: 'domain/identity',
  sessions: 'domain/identity',
  password_links: 'domain/identity',
  settings: 'domain/settings',
  audit_log: 'domain/history',
  changes: 'domain/catalog',
  authors: 'domain/catalog',
  author_aliases: 'domain/catalog',
  author_identifiers: 'domain/catalog',
  author_source_ids: 'domain/catalog',
  book_source_ids: 'domain/catalog',
  series: 'domain/catalog',
  series_identifiers: 'domain/catalog',
  tags: 'domain/catalog',
  books: 'domain/catalog',
  editions: 'domain/catalog',
  book_creators: 'domain/catalog',
  book_series: 'domain/catalog',
  book_tags: 'domain/catalog',
  book_identifiers: 'domain/catalog',
  library_books: 'domain/catalog',
  match_keys: 'domain/catalog',
  book_files: 'domain/catalog',
  book_file_parts: 'domain/catalog',
  book_search: 'database/dialect',
  catalogue_revision: 'database/dialect',
  catalogue_touches: 'database/dialect',
  covers: 'domain/catalog',
  libraries: 'domain/library',
  folders: 'domain/library',
  library_folders: 'domain/library',
  scan_runs: 'domain/library',
  scan_problems: 'domain/library',
  awaited_sidecars: 'domain/library',
  uploads: 'domain/library',
  download_events: 'domain/reading',
  reading_events: 'domain/reading',
  reading_places: 'domain/reading',
  device_credentials: 'domain/devices',
  document_digests: 'domain/devices',
  kosync_documents: 'domain/devices',
  kobo_tokens: 'domain/devices',
  kobo_token_lists: 'domain/devices',
  kobo_token_libraries: 'domain/devices',
  kobo_devices: 'domain/devices',
  kobo_sessions: 'domain/devices',
  kobo_ledger: 'domain/devices',
  kobo_collections: 'domain/devices',
  kobo_states: 'domain/devices',
  kobo_annotations: 'domain/devices',
  kobo_annotated_books: 'domain/devices',
  quality_profiles: 'domain/monitoring',
  metadata_profiles: 'domain/monitoring',
  author_monitored_series: 'domain/monitoring',
  series_hardcover_links: 'domain/monitoring',
  book_requests: 'domain/monitoring',
  delay_profiles: 'domain/releases',
  custom_formats: 'domain/releases',
  prowlarr_instances: 'domain/releases',
  indexers: 'domain/releases',
  pending_releases: 'domain/releases',
  blocklist: 'domain/releases',
  search_traces: 'domain/releases',
  book_searches: 'domain/releases',
  acquisition_history: 'domain/monitoring',
  download_clients: 'domain/downloads',
  downloads: 'domain/downloads',
  import_journals: 'domain/importing',
  notifications: 'domain/notifications',
  notification_outbox: 'domain/notifications',
  log_entries: 'app',
  kepub_variants: 'domain/devices',
  feed_revisions: 'domain/devices',
  reading_lists: 'domain/lists',
  reading_list_books: 'domain/lists',
  reading_groups: 'domain/lists',
  reading_group_members: 'domain/lists',
  reading_group_lists: 'domain/lists',
  reading_states: 'domain/reading',
  read_throughs: 'domain/reading',
  reading_revisions: 'domain/reading',
  annotations: 'domain/annotations',
  saved_views: 'domain/lists',
  jobs: 'jobs',
  schedules: 'jobs',
  schema_migrations: 'database',
}

/**
 * Writes that stand in another area so far. Nothing may be added; each belongs behind a function of the owner, and a line
 * that is no longer true fails the test.
 */
const exceptions: Record<string, string[]> = {
  // The scan keeps what is known of files on disk: there or missing, by which hash, in which library.
  'domain/library/forget-bare.ts': ['books'],
  'domain/library/forget-missing.ts': ['book_files'],
  'domain/library/hash-files.ts': ['book_files'],
  'domain/library/mark-missing.ts': ['book_files'],
  'domain/library/note-found.ts': ['book_files', 'library_books'],
  'domain/library/separate-file.ts': ['book_files', 'library_books'],
  // The catalogue writes down that a file has a cover, metadata what was drawn from it.
  'domain/metadata/draw-cover.ts': ['books', 'covers'],
  'domain/metadata/store-cover.ts': ['covers'],
  'http/auth/gate.ts': ['api_keys'],
}

const WRITES = [
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](\w+)/g,
  /\binsert\s+(?:or\s+\w+\s+)?into\s+(\w+)/gi,
  /\bupdate\s+(\w+)\s+set\b/gi,
  /\bdelete\s+from\s+(\w+)/gi,
]

/** The tables that a piece of code writes. */
function tablesWritten(code: string): string[] {
  return WRITES.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''))
}

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .map(({ parentPath, name }) => relative(source, join(parentPath, name)))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('testing/'))
  // A migration brings tables of every area to a new shape.
  .filter((path) => !path.startsWith('database/migrations/'))

describe('tables', () => {
  it('are written by their own area only', () => {
    const strangers = files.flatMap((path) =>
      tablesWritten(readFileSync(join(source, path), 'utf8'))
        .filter((table) => !owners[table] || !path.startsWith(`${owners[table]}/`))
        .filter((table) => !exceptions[path]?.includes(table))
        .map((table) => `${path} writes ${table}, which belongs to ${owners[table] ?? 'nobody yet'}`),
    )

    expect(strangers).toEqual([])
  })

  it('have no exceptions that are over', () => {
    const over = Object.entries(exceptions).flatMap(([path, tables]) => {
      const written = files.includes(path) ? tablesWritten(readFileSync(join(source, path), 'utf8')) : []
      return tables.filter((table) => !written.includes(table)).map((table) => `${path}: ${table}`)
    })

    expect(over).toEqual([])
  })

  it('all have an owner', () => {
    const schema = readFileSync(join(source, 'database/schema.ts'), 'utf8')
    const listed = schema.match(/export interface Schema \{([\s\S]*?)\n\}/)?.[1] ?? ''
    const tables = [...listed.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1] ?? '')

    expect(tables.length).toBeGreaterThan(20)
    expect(tables.filter((table) => !owners[table])).toEqual([])
  })

  it('are found however the statement is written', () => {
    const code = `
      trx.insertInto('books'); trx.updateTable("users").set(x); db.deleteFrom( 'tags')
      sql\`insert or ignore into jobs (a) values (1)\`; sql\`UPDATE series SET a = 1\`; sql\`delete
      from covers where 1\``

    expect(tablesWritten(code).sort()).toEqual(['books', 'covers', 'jobs', 'series', 'tags', 'users'])
  })
})
