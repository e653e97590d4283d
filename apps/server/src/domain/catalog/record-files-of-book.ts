import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { conflict } from '#kernel/errors.ts'
import { applyWork } from './apply-work.ts'
import { forgetHiddenFiles } from './hidden-files.ts'
import { type Doer, recordChange } from './record-change.ts'
import {
  fileColumns,
  insertCovers,
  insertKeys,
  insertParts,
  linkLibraries,
  type PlacedFile,
  RECORDING_LOCK,
} from './record-files.ts'
import { refreshDerived } from './refresh-derived.ts'
import { restateBooks } from './restate-books.ts'

/**
 * Records files of a book that is known already: an import says which. What the files say fills what the book has not;
 * the book shows in the library from now on, in every library that has a folder above the files. A path of the same book
 * is renewed.
 * @returns ids of the files, in their order
 * @throws conflict where a path is that of another book
 */
export async function recordFilesOfBook(
  trx: Trx,
  input: { dialect: Dialect; bookId: number; files: PlacedFile[]; now: string },
): Promise<number[]> {
  const { dialect, bookId, files, now } = input
  if (dialect.name === 'postgres') await sql`select pg_advisory_xact_lock(${RECORDING_LOCK})`.execute(trx)
  const paths = files.map(({ path }) => path)
  if (paths.length > 0) await forgetHiddenFiles(trx, { paths, ids: [] })
  const ids: number[] = []
  for (const file of files) ids.push(await recordOne(trx, dialect, bookId, file, now))
  await revealBook(trx, bookId)
  await linkLibraries(
    trx,
    paths.map((path) => ({ path, bookId })),
    files,
    now,
  )
  await restateBooks(trx, dialect, [bookId])
  await refreshDerived(trx, dialect, [bookId])
  return ids
}

async function recordOne(trx: Trx, dialect: Dialect, bookId: number, file: PlacedFile, now: string): Promise<number> {
  const known = await trx
    .selectFrom('book_files')
    .select(['id', 'book_id', 'origin'])
    .where('file_path', '=', file.path)
    .executeTakeFirst()
  if (known && known.book_id !== bookId) throw conflict('file.exists', 'this path belongs to another book')
  const columns = { ...fileColumns(file), updated_at: now }
  const fileId = known
    ? known.id
    : (
        await trx
          .insertInto('book_files')
          .values({
            ...columns,
            public_id: dialect.newPublicId(),
            book_id: bookId,
            origin: file.origin,
            created_at: now,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
  if (known) {
    await trx
      .updateTable('book_files')
      // What somebody placed stays theirs.
      .set({ ...columns, missing_since: null, origin: known.origin === 'import' ? file.origin : known.origin })
      .where('id', '=', fileId)
      .execute()
    await trx.deleteFrom('book_file_parts').where('file_id', '=', fileId).execute()
  }
  await insertParts(trx, fileId, file)
  await insertCovers(trx, [{ file, fileId }], now)
  await insertKeys(trx, [{ bookId, file }])
  await applyWork(trx, dialect, { bookId, work: file.work, now, mode: 'fill' })
  return fileId
}

/** What has a file is in the library, and so are those who made it (acquisition contract 10.3, 10.4). */
export async function revealBook(trx: Trx, bookId: number): Promise<void> {
  await trx.updateTable('books').set({ is_library_visible: true, deleted_at: null }).where('id', '=', bookId).execute()
  await trx
    .updateTable('authors')
    .set({ is_library_visible: true })
    .where('is_library_visible', '=', false)
    .where('id', 'in', (e) => e.selectFrom('book_creators').select('author_id').where('book_id', '=', bookId))
    .execute()
}

/**
 * Takes files off their books. Their books are restated; those that the library alone knows stay, without files.
 * @param isLeftOnDisk the files stay where they are: no scan brings them back, and a person can
 * @returns books that lost one
 */
export async function dropFiles(
  trx: Trx,
  {
    dialect,
    fileIds,
    isLeftOnDisk,
    by,
  }: { dialect: Dialect; fileIds: readonly number[]; isLeftOnDisk: boolean; by: Doer },
): Promise<number[]> {
  if (fileIds.length === 0) return []
  const files = await trx
    .selectFrom('book_files')
    .selectAll()
    .where(dialect.isAmong('id', [...fileIds]))
    .execute()
  if (isLeftOnDisk) {
    const parts = await trx
      .selectFrom('book_file_parts')
      .selectAll()
      .where(dialect.isAmong('file_id', [...fileIds]))
      .execute()
    const changes = files.map((file) => ({
      kind: 'file-removed' as const,
      bookId: file.book_id,
      summary: `${file.file_name} was taken off this book`,
      before: { file, parts: parts.filter(({ file_id }) => file_id === file.id) },
      after: null,
    }))
    await recordChange(trx, dialect, by, changes)
  }
  await trx
    .deleteFrom('book_files')
    .where(dialect.isAmong('id', [...fileIds]))
    .execute()
  const books = [...new Set(files.map(({ book_id }) => book_id))]
  await restateBooks(trx, dialect, books)
  await refreshDerived(trx, dialect, books)
  return books
}
