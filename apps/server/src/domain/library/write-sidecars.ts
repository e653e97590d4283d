import { randomBytes } from 'node:crypto'
import { readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { posix } from 'node:path'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import { stemOf } from './path-facts.ts'
import { MARK, sidecarOpf } from './sidecar-opf.ts'

export interface SidecarDeps {
  db: Db
  transaction: Transaction
  pool: BookPool
}

const AFTER_COVERS_MS = 2_000
const TOGETHER = 50

/** Writes metadata.opf and the cover beside books that were taken in (library contract 32.7), best effort. */
export const writeSidecars = defineJob({
  name: 'library.write-sidecars',
  queue: 'low',
  payload: Type.Object({ libraryId: Type.Integer() }),
  key: ({ libraryId }) => String(libraryId),
  attempts: 2,
  timeoutSeconds: 24 * 3600,
  async run(deps: SidecarDeps, { libraryId }, { signal, progress }) {
    const byStem = await namesByStem(deps.db, libraryId)
    let written = 0
    for (;;) {
      const fileIds = await nextAwaited(deps.db, libraryId)
      if (fileIds.length === 0) return { written }
      if (await coversAreAwaited(deps.db)) {
        await deps.transaction(async (_, emit) => {
          emit(writeSidecars.request({ libraryId }, { delayMs: AFTER_COVERS_MS }))
        })
        return { written, putOff: 'covers come first' }
      }
      for (const fileId of fileIds) {
        signal.throwIfAborted()
        if (await writeFor(deps, fileId, byStem)) written++
      }
      await deps.transaction((trx) => trx.deleteFrom('awaited_sidecars').where('file_id', 'in', fileIds).execute())
      progress({ done: written, total: null, text: `${written} books described` })
    }
  },
})

async function namesByStem(db: Db, libraryId: number): Promise<boolean> {
  const library = await db
    .selectFrom('libraries')
    .select('organization_type')
    .where('id', '=', libraryId)
    .executeTakeFirst()
  return library?.organization_type === 'book_per_file'
}

async function nextAwaited(db: Db, libraryId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('awaited_sidecars')
    .select('file_id')
    .where('library_id', '=', libraryId)
    .orderBy('file_id')
    .limit(TOGETHER)
    .execute()
  return rows.map(({ file_id }) => file_id)
}

/** People look at shelves, not at sidecars: both read the same books, so one waits for the other. */
async function coversAreAwaited(db: Db): Promise<boolean> {
  const waiting = await db
    .selectFrom('covers')
    .innerJoin('book_files', 'book_files.id', 'covers.file_id')
    .select('covers.hash')
    .where('covers.rendered_at', 'is', null)
    .where('covers.error', 'is', null)
    .where('book_files.missing_since', 'is', null)
    .limit(1)
    .execute()
  return waiting.length > 0
}

async function writeFor(deps: SidecarDeps, fileId: number, byStem: boolean): Promise<boolean> {
  const file = await deps.db
    .selectFrom('book_files')
    .innerJoin('books', 'books.id', 'book_files.book_id')
    .select([
      'books.id',
      'books.public_id',
      'books.title',
      'books.isbn13',
      'books.isbn10',
      'books.language',
      'books.publisher',
      'books.publication_date',
      'books.description',
      'book_files.file_path',
      'book_files.cover_hash',
    ])
    .where('book_files.id', '=', fileId)
    .where('book_files.missing_since', 'is', null)
    .where('book_files.file_type', '!=', 'zip')
    .executeTakeFirst()
  if (!file) return false
  const folder = posix.dirname(file.file_path)
  if (!byStem && !(await isAloneIn(deps.db, folder, file.id))) return false
  const authors = await deps.db
    .selectFrom('book_creators')
    .innerJoin('authors', 'authors.id', 'book_creators.author_id')
    .select('authors.name')
    .where('book_creators.book_id', '=', file.id)
    .where('role', '=', 'author')
    .orderBy('position')
    .execute()
  const stem = stemOf(posix.basename(file.file_path))
  const opf = posix.join(folder, byStem ? `${stem}.opf` : 'metadata.opf')
  try {
    if (await isForeign(opf)) return false
    const cover = file.cover_hash
      ? await writeCover(deps, file.file_path, posix.join(folder, byStem ? stem : 'cover'))
      : null
    const text = sidecarOpf({
      publicId: file.public_id,
      title: file.title,
      authors: authors.map(({ name }) => name),
      isbn: file.isbn13 ?? file.isbn10,
      language: file.language,
      publisher: file.publisher,
      published: file.publication_date,
      description: file.description,
      cover,
    })
    await writeWhole(opf, Buffer.from(text))
    return true
  } catch {
    // A read-only folder: the library works without sidecars.
    return false
  }
}

/** `metadata.opf` names no book, so it is written only where the folder holds one. */
async function isAloneIn(db: Db, folder: string, bookId: number): Promise<boolean> {
  const root = await db.selectFrom('folders').select('id').where('path', '=', folder).executeTakeFirst()
  if (root) return false
  const others = await db
    .selectFrom('book_files')
    .select('id')
    .where('file_path', '>=', `${folder}/`)
    .where('file_path', '<', `${folder}0`)
    .where('book_id', '!=', bookId)
    .limit(1)
    .execute()
  return others.length === 0
}

/** A sidecar that somebody else wrote (Calibre does) is never replaced. */
async function isForeign(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => null)
  return text !== null && !text.includes(MARK)
}

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
}

async function writeCover(
  { pool }: SidecarDeps,
  book: string,
  stem: string,
): Promise<{ name: string; mime: string } | null> {
  const cover = await pool.cover(book, { priority: 'background' }).catch(() => null)
  const ending = cover && ENDINGS[cover.mime]
  if (!cover || !ending) return null
  const path = `${stem}.${ending}`
  const there = await readFile(path).catch(() => null)
  if (there === null) await writeWhole(path, cover.bytes)
  else if (!there.equals(cover.bytes)) return null
  return { name: posix.basename(path), mime: cover.mime }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    await writeFile(partial, bytes)
    await rename(partial, path)
  } catch (error) {
    await unlink(partial).catch(() => undefined)
    throw error
  }
}
