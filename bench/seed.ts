import { createHash } from 'node:crypto'
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Insertable, type Kysely, sql } from 'kysely'
import { migrate } from '../apps/server/src/database/migrate.ts'
import { type Database, openDatabase } from '../apps/server/src/database/open.ts'
import type { Schema } from '../apps/server/src/database/schema.ts'
import { silentLogger } from '../apps/server/src/kernel/logger.ts'
import { nameKey, nameSortKey, sortName } from '../apps/server/src/kernel/text.ts'
import { bulkInsert } from './bulk-insert.ts'
import { authorCount, fictionalBook, seriesName, tagNames } from './fictional-book.ts'
import { dataDir } from './places.ts'
import { type BookRows, bookRows, emptyRows, seedStart } from './seed-rows.ts'
import { authorName } from './words.ts'

type Insert = <Table extends keyof Schema & string>(table: Table, rows: Insertable<Schema[Table]>[]) => Promise<void>

/** Books of one transaction: enough to be fast, few enough to be held in memory. */
const BATCH = 2_000

/**
 * Fills an empty database with `count` books as a scan would have recorded them: authors (a quarter as many), series,
 * tags, files, covers, search index, one library that is not watched. Migrates it first.
 * @param databaseUrl `sqlite:<path>` or `postgres://…`
 * @throws where the database has books already
 */
export async function seed(databaseUrl: string, count: number): Promise<void> {
  const database = openDatabase(databaseUrl, silentLogger)
  try {
    await migrate(database)
    const { writer } = database
    // Half a million books in orders of their own touch every page of the indexes again and again.
    if (database.dialect.name === 'sqlite') await sql`pragma cache_size = -1000000`.execute(writer)
    if (await writer.selectFrom('books').select('id').limit(1).executeTakeFirst()) {
      throw new Error('Only an empty database is filled, and this one has books')
    }
    await writer.transaction().execute((trx) => insertShared(inserter(database, trx), database, count))
    for (let from = 0; from < count; from += BATCH) {
      const rows = emptyRows()
      for (let n = from; n < Math.min(count, from + BATCH); n++) {
        bookRows(rows, n, fictionalBook(n, count), database.dialect.newPublicId)
      }
      await writer.transaction().execute((trx) => insertBooks(inserter(database, trx), database, trx, rows))
    }
    await settle(database)
  } finally {
    await database.close()
  }
}

/** A SQLite file with `count` books, made once and then kept. Copy it: see `copySeeded`. */
export async function seededFile(count: number): Promise<string> {
  const path = join(dataDir, `seed-${count}-${fingerprint()}.db`)
  if (existsSync(path)) return path
  mkdirSync(dataDir, { recursive: true })
  for (const old of readdirSync(dataDir)) if (old.startsWith(`seed-${count}-`)) rmSync(join(dataDir, old))
  const unfinished = `${path}.part-${process.pid}`
  await seed(`sqlite:${unfinished}`, count)
  renameSync(unfinished, path)
  // Empty by now, and named after the file that is no more.
  for (const ending of ['-wal', '-shm']) rmSync(unfinished + ending, { force: true })
  return path
}

/** Puts a database of `count` books at `path`, for a server of its own. */
export async function copySeeded(count: number, path: string): Promise<void> {
  copyFileSync(await seededFile(count), path, constants.COPYFILE_FICLONE)
  const database = openDatabase(`sqlite:${path}`, silentLogger)
  try {
    await migrate(database)
  } finally {
    await database.close()
  }
}

const inserter = ({ dialect }: Database, db: Kysely<Schema>): Insert => {
  const placeholder = dialect.name === 'postgres' ? (n: number) => `$${n}` : () => '?'
  return (table, rows) => bulkInsert(db, placeholder, table, rows)
}

async function insertShared(insert: Insert, { dialect }: Database, count: number) {
  const stamped = { created_at: seedStart, updated_at: seedStart }
  const provided = (kind: string, publicId: string) => ({
    foreign_id: `local:${kind}:${publicId}`,
    metadata_provider: 'local',
    last_metadata_refresh_at: null,
  })
  const name = 'Bench'
  await insert('libraries', [
    { id: 1, public_id: dialect.newPublicId(), name, organization_type: 'none', is_monitored: false, ...stamped },
  ])
  await insert('folders', [
    { id: 1, public_id: dialect.newPublicId(), path: '/srv/bench/books', created_at: seedStart },
  ])
  await insert('library_folders', [{ library_id: 1, folder_id: 1, position: 0 }])
  const authors = Array.from({ length: authorCount(count) }, (_, n) => {
    const [public_id, plain] = [dialect.newPublicId(), authorName(n)]
    const sort_name = sortName(plain)
    return {
      id: n + 1,
      public_id,
      name: plain,
      name_key: nameKey(plain),
      author_name: plain,
      sort_name,
      sort_key: nameSortKey(sort_name),
      is_library_visible: true,
      ...provided('author', public_id),
      ...stamped,
    }
  })
  await insert('authors', authors)
  const series = Array.from({ length: Math.ceil(count / 5) }, (_, n) => {
    const [public_id, title] = [dialect.newPublicId(), `${seriesName(n)} ${n}`]
    const keys = { name_key: nameKey(title), sort_key: nameSortKey(title) }
    return { id: n + 1, public_id, name: title, title, ...keys, ...provided('series', public_id), ...stamped }
  })
  await insert('series', series)
  const tags = tagNames.map((tag, n) => {
    return { id: n + 1, public_id: dialect.newPublicId(), name: tag, name_key: nameKey(tag), ...stamped }
  })
  await insert('tags', tags)
}

async function insertBooks(insert: Insert, { dialect }: Database, trx: Kysely<Schema>, rows: BookRows) {
  await insert('books', rows.books)
  await insert('book_creators', rows.creators)
  await insert('book_series', rows.series)
  await insert('book_tags', rows.tags)
  await insert('book_identifiers', rows.identifiers)
  await insert('library_books', rows.members)
  await insert('match_keys', rows.keys)
  await insert('book_files', rows.files)
  await insert('covers', rows.covers)
  await dialect.search.put(trx, rows.documents)
  await dialect.revision.touch(trx)
}

/** What time would do to a database that grew by itself: counters behind the last key, statistics, no open log. */
async function settle({ dialect, writer }: Database) {
  await sql`update authors set book_count =
    (select count(distinct book_id) from book_creators where author_id = authors.id)`.execute(writer)
  await sql`update series set book_count =
    (select count(*) from book_series where series_id = series.id)`.execute(writer)
  if (dialect.name === 'sqlite') {
    await sql`pragma wal_checkpoint(truncate)`.execute(writer)
    return
  }
  for (const table of ['libraries', 'folders', 'authors', 'series', 'tags', 'books', 'book_files']) {
    const next = sql`(select coalesce(max(id), 1) from ${sql.table(table)})`
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${next})`.execute(writer)
  }
  await sql`vacuum analyze`.execute(writer)
}

/**
 * Changes with what is written, shown by the rows of some books. Migrations are not among it: a kept file goes through
 * new ones when it is copied, as the database of an owner does with an update.
 */
function fingerprint(): string {
  const rows = emptyRows()
  for (let n = 0; n < 200; n++) bookRows(rows, n, fictionalBook(n, 1_000), () => `id ${n}`)
  const shared = readFileSync(import.meta.filename)
  return createHash('sha256').update(JSON.stringify(rows)).update(shared).digest('hex').slice(0, 12)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [url, count] = process.argv.slice(2)
  if (!url || !Number(count)) {
    process.stderr.write('usage: node bench/seed.ts DATABASE_URL COUNT\n')
    process.exit(2)
  }
  const start = performance.now()
  await seed(url, Number(count))
  process.stdout.write(`${count} books in ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
}
