import type { Db } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { type BookFileRow, bookKeyOrThrow } from './book-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { refreshDerived } from './refresh-derived.ts'

export interface FileRecord extends BookFileRow {
  book_public_id: string
}

/** The record of a file with the public id of its book. */
export function findFile(db: Db, publicId: string): Promise<FileRecord | undefined> {
  return db
    .selectFrom('book_files')
    .innerJoin('books', 'books.id', 'book_files.book_id')
    .selectAll('book_files')
    .select('books.public_id as book_public_id')
    .where('book_files.public_id', '=', publicId)
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
    return await transaction(async (trx) => {
      const bookId = await bookKeyOrThrow(trx, input.bookId)
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
      await refreshDerived(trx, dialect, [bookId])
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
export async function deleteFileRecord({ database, transaction }: CatalogDeps, publicId: string): Promise<FileRecord> {
  return transaction(async (trx) => {
    const file = await findFileOrThrow(trx, publicId)
    await trx.deleteFrom('book_files').where('id', '=', file.id).execute()
    await refreshDerived(trx, database.dialect, [file.book_id])
    return file
  })
}

/** Counts one download. */
export async function countDownload(trx: Parameters<typeof bookKeyOrThrow>[0], fileId: number): Promise<void> {
  await trx
    .updateTable('book_files')
    .set((e) => ({ download_count: e('download_count', '+', 1) }))
    .where('id', '=', fileId)
    .execute()
}
