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
  settings: 'domain/settings',
  audit_log: 'domain/history',
  changes: 'domain/catalog',
  authors: 'domain/catalog',
  author_aliases: 'domain/catalog',
  author_identifiers: 'domain/catalog',
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
  download_events: 'domain/reading',
  reading_events: 'domain/reading',
  reading_places: 'domain/reading',
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
  'domain/library/forget-missing.ts': ['book_files', 'books'],
  'domain/library/hash-files.ts': ['book_files'],
  'domain/library/mark-missing.ts': ['book_files'],
  'domain/library/note-found.ts': ['book_files', 'library_books'],
  'domain/library/separate-file.ts': ['book_files', 'changes', 'library_books'],
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
