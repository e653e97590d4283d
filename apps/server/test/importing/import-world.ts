import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { buildMobi } from '@colophon/formats/mobi/testing/build-mobi.ts'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import type { Insertable } from 'kysely'
import type { Database } from '#database/open.ts'
import type { Downloads, MediaType } from '#database/schema.ts'
import { foundBook } from '#domain/catalog/found-book.ts'
import type { NewWork } from '#domain/catalog/new-file.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { insertDownload } from '#domain/downloads/download-store.ts'
import type { ImportDeps } from '#domain/importing/import-deps.ts'
import { importDisk } from '#integrations/filesystem/import-disk.ts'
import { systemClock } from '#kernel/clock.ts'
import { recording } from '../support/recording.ts'

const NOW = '2026-03-14T12:00:00.000Z'

export const work = (title: string, author: string): NewWork => ({
  ...{ title, subtitle: null, creators: [{ name: author, sort: null, role: 'author' }], language: null },
  ...{ isbn10: null, isbn13: null, asin: null, goodreadsId: null, hardcoverId: null, googleBooksId: null },
  ...{ identifiers: [], publisher: null, published: '2024', description: null, subjects: [], series: [] },
  ...{ durationSeconds: null, pageCount: null, isFixedLayout: false, coverHash: null, coverMime: null },
})

/** Folders of a test with a library and a place for downloads, and what imports work with over a test database. */
export function importWorld(database: Database) {
  const root = mkdtempSync(join(tmpdir(), 'colophon-import-'))
  const folders = {
    library: join(root, 'library'),
    audiobooks: join(root, 'audiobooks'),
    downloads: join(root, 'downloads'),
    audiobookDownloads: null,
  }
  for (const path of [folders.library, folders.audiobooks, folders.downloads]) mkdirSync(path)
  const pool = createBookPool({ size: 1 })
  const { transaction, announced } = recording(database)
  const { reader: db, dialect } = database
  const deps: ImportDeps = {
    ...{ db, dialect, transaction, pool, folders, clock: systemClock },
    disk: importDisk(pool),
    workFolder: join(root, 'work'),
    downloadFolders: { pathRemap: '' },
  }
  let serial = 0

  return {
    deps,
    folders,
    announced,
    async close() {
      await pool.close()
      rmSync(root, { recursive: true, force: true })
    },

    /** A book that is wanted and that the library does not show. */
    async wantedBook(title: string, author = 'Jane Doe', mediaType: MediaType = 'ebook'): Promise<number> {
      return database.writer.transaction().execute(async (trx) => {
        const { id } = await foundBook(trx, dialect, { work: work(title, author), media: 'ebook', now: NOW })
        await trx
          .updateTable('books')
          .set({
            ...{ is_library_visible: false, status: 'wanted', is_monitored: true, media_type: mediaType },
            foreign_id: `OL${id}W`,
            metadata_provider: 'openlibrary',
          })
          .where('id', '=', id)
          .execute()
        await refreshDerived(trx, dialect, [id])
        return id
      })
    },

    /** Has the books of an author go by a profile that takes formats in this order, the worst first, up to the last. */
    async profileFor(bookId: number, formats: readonly string[], isUpgradeAllowed = true): Promise<void> {
      const { id } = await database.writer
        .insertInto('quality_profiles')
        .values({
          ...{ name: `Profile ${bookId}`, name_key: `profile ${bookId}`, is_upgrade_allowed: isUpgradeAllowed },
          ...{ cutoff: formats.at(-1) ?? '', items_json: formats.map((quality) => ({ quality, allowed: true })) },
          created_at: NOW,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const { author_id } = await db
        .selectFrom('books')
        .select('author_id')
        .where('id', '=', bookId)
        .executeTakeFirstOrThrow()
      await database.writer
        .updateTable('authors')
        .set({ quality_profile_id: id })
        .where('id', '=', author_id ?? 0)
        .execute()
    },

    /** Writes files below the downloads. @returns the folder */
    download(name: string, files: Record<string, Uint8Array | string>): string {
      const folder = join(folders.downloads, name)
      for (const [file, bytes] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), bytes)
      }
      return folder
    },

    /** A finished download. */
    async finished(path: string, bookId: number | null, more: Partial<Insertable<Downloads>> = {}): Promise<number> {
      serial += 1
      return database.writer.transaction().execute((trx) =>
        insertDownload(trx, {
          ...{ guid: `guid-${serial}-${path}`, book_id: bookId, slot: 'ebook', title: 'A release', url: '' },
          ...{ size_bytes: 1, protocol: 'torrent', quality: '', indexer_flags: '', status: 'completed' },
          ...{ is_in_flight: true, is_automatic: false, error_message: '', import_path: path },
          ...{ added_at: NOW, updated_at: NOW },
          ...more,
        }),
      )
    },

    row: (id: number) => db.selectFrom('downloads').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    book: (id: number) => db.selectFrom('books').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    files: (bookId: number) =>
      db.selectFrom('book_files').selectAll().where('book_id', '=', bookId).orderBy('id').execute(),
  }
}

export type ImportWorld = ReturnType<typeof importWorld>

/** Every file below a folder with its size, hidden ones too. */
export function filesBelow(folder: string): Record<string, number> {
  const found: Record<string, number> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found[relative(folder, path)] = statSync(path).size
  }
  return found
}

/** A Kindle book of the newer kind. */
export function azw3(title: string, author = 'Jane Doe'): Uint8Array {
  const bytes = buildMobi({ title, extended: [[100, author]] })
  bytes.writeUInt32BE(8, VERSION_AT)
  return bytes
}
/** Behind the index of one record. */
const VERSION_AT = 78 + 8 + 36

/** What a row of the queue holds of a download that is to outdo a file. */
export const upgradeFrom = (fromFormat: string, toFormat: string) => ({
  upgrade: { fromFormat, toFormat, fromScore: 0, toScore: 0 },
})

/** Every file that was unpacked and is still there. */
export const workLeft = ({ deps }: ImportWorld): string[] =>
  existsSync(deps.workFolder) ? readdirSync(deps.workFolder) : []

export const epub = (title: string, author = 'Jane Doe'): Uint8Array => buildEpub({ title, authors: [author] })

/** What runs of imports are told besides. */
export const quietly = () => ({
  signal: new AbortController().signal,
  log: { debug() {}, info() {}, warn() {}, error() {} } as never,
})
