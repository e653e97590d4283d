import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { BookFileParts } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { type BookFileRow, bookKeyOrThrow } from './book-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { fileRegistered } from './events.ts'
import { forgetHiddenFiles } from './hidden-files.ts'
import { librariesOver } from './libraries-over.ts'
import { type Doer, recordChange } from './record-change.ts'
import { linkLibraries } from './record-files.ts'
import { refreshDerived } from './refresh-derived.ts'
import { isShown } from './shown.ts'

export interface FileRecord extends BookFileRow {
  book_public_id: string
}

/** The record of a file, with the public id of its book, which the library shows. */
export function findFile(db: Db, publicId: string): Promise<FileRecord | undefined> {
  return db
    .selectFrom('book_files')
    .innerJoin('books', 'books.id', 'book_files.book_id')
    .selectAll('book_files')
    .select('books.public_id as book_public_id')
    .where('book_files.public_id', '=', publicId)
    .where(isShown('books'))
    .executeTakeFirst()
}

/** @throws not-found */
export async function findFileOrThrow(db: Db, publicId: string): Promise<FileRecord> {
  const file = await findFile(db, publicId)
  if (!file) throw notFound('file', publicId)
  return file
}

const AUDIO = new Set(['m4b', 'm4a', 'mp3', 'flac', 'ogg', 'oga', 'opus'])

export interface NewRecord {
  bookId: string
  fileType: string
  fileName: string
  /** Inside a library; the caller has made sure. */
  filePath: string
  sizeBytes: number
  hash: string | null
}

/**
 * Records a file by hand. It need not exist.
 * @throws not-found for the book, conflict where the path is recorded already
 */
export async function registerFile(
  { database, transaction, clock }: CatalogDeps,
  input: NewRecord,
): Promise<FileRecord> {
  const { dialect } = database
  const now = instant(clock.now())
  try {
    return await transaction(async (trx, emit) => {
      const bookId = await bookKeyOrThrow(trx, input.bookId)
      await forgetHiddenFiles(trx, { paths: [input.filePath], ids: [] })
      const row = await trx
        .insertInto('book_files')
        .values({
          public_id: dialect.newPublicId(),
          book_id: bookId,
          file_type: input.fileType,
          media: AUDIO.has(input.fileType.toLowerCase()) ? 'audiobook' : 'ebook',
          file_name: input.fileName,
          file_path: input.filePath,
          size_bytes: input.sizeBytes,
          file_hash: input.hash,
          origin: 'api',
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      // Otherwise the next scan would be the first to list it, and everybody's catalogue would change once more.
      const libraryIds = await librariesOver(trx, input.filePath)
      await linkLibraries(trx, [{ path: input.filePath, bookId }], [{ path: input.filePath, libraryIds }], now)
      await refreshDerived(trx, dialect, [bookId])
      emit(fileRegistered({ fileId: row.id }))
      return { ...row, book_public_id: input.bookId }
    })
  } catch (error) {
    if (!dialect.isUniqueViolation(error)) throw error
    throw conflict('file.exists', 'this path is recorded already', error)
  }
}

/**
 * Removes the record of a file, never the file.
 * @throws not-found
 */
export async function deleteFileRecord(
  { database, transaction, clock }: CatalogDeps,
  publicId: string,
  userId: number,
): Promise<FileRecord> {
  const by = { userId, origin: 'person', now: instant(clock.now()) }
  return transaction(async (trx) => {
    const file = await findFileOrThrow(trx, publicId)
    await removeFile(trx, database.dialect, file, by)
    return file
  })
}

/** Takes the record of a file off its book and keeps it for whoever wants it back. */
async function removeFile(trx: Trx, dialect: Dialect, { book_public_id: _, ...file }: FileRecord, by: Doer) {
  const parts = await trx.selectFrom('book_file_parts').selectAll().where('file_id', '=', file.id).execute()
  await trx.deleteFrom('book_files').where('id', '=', file.id).execute()
  const summary = `${file.file_name} was taken off this book`
  const before = { file, parts }
  await recordChange(trx, dialect, by, [{ kind: 'file-removed', bookId: file.book_id, summary, before, after: null }])
  await refreshDerived(trx, dialect, [file.book_id])
}

/**
 * Puts the record of a file back.
 * @throws conflict where its path belongs to another record by now
 */
export async function restoreFile(trx: Trx, dialect: Dialect, before: unknown): Promise<void> {
  const { file, parts } = before as { file: BookFileRow; parts: Selectable<BookFileParts>[] }
  const there = await trx
    .selectFrom('book_files')
    .select('id')
    .where('file_path', '=', file.file_path)
    .executeTakeFirst()
  if (there) throw conflict('file.exists', `${file.file_name} belongs to a book again already`)
  await trx.insertInto('book_files').values(file).execute()
  if (parts.length > 0)
    await trx
      .insertInto('book_file_parts')
      .values(parts)
      .onConflict((c) => c.doNothing())
      .execute()
  await refreshDerived(trx, dialect, [file.book_id])
}

/** Counts one download. */
export async function countDownload(trx: Parameters<typeof bookKeyOrThrow>[0], fileId: number): Promise<void> {
  await trx
    .updateTable('book_files')
    .set((e) => ({ download_count: e('download_count', '+', 1) }))
    .where('id', '=', fileId)
    .execute()
}

/** Notes how many pages a comic has, for a file whose facts nobody has read. */
export async function setPageCount(trx: Trx, dialect: Dialect, fileId: number, pages: number): Promise<void> {
  await trx.updateTable('book_files').set({ page_count: pages }).where('id', '=', fileId).execute()
  await dialect.revision.touch(trx)
}
