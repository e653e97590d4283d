import { basename, relative } from 'node:path'
import type { Db } from '#database/open.ts'
import { acquiredBookOrThrow } from '#domain/monitoring/acquired-books.ts'
import { forbidden, invalid, notFound } from '#kernel/errors.ts'
import type { ImportDeps } from './import-deps.ts'
import { libraryRootsOf, placeWithin } from './roots.ts'

/** A file to send, or the parts of a folder. */
export interface FetchedFile {
  id: number
  fileType: string
  name: string
  path: string
  /** Null for a single file. */
  parts: { path: string; name: string; modifiedMs: number }[] | null
}

/**
 * Finds the file of a book that somebody fetches: that of the form asked for, else the main one.
 * @throws invalid for an unknown form, not-found where there is none, forbidden where it lies outside of all roots
 */
export async function fetchBookFile(
  { db, disk, folders }: Pick<ImportDeps, 'db' | 'disk' | 'folders'>,
  bookId: number,
  format: string | undefined,
): Promise<FetchedFile> {
  if (format !== undefined && format !== 'ebook' && format !== 'audiobook') {
    throw invalid('file.format', 'format is ebook or audiobook')
  }
  const book = await acquiredBookOrThrow(db, bookId)
  const files = await filesOf(db, bookId)
  const main = book.media_type === 'audiobook' ? 'audiobook' : 'ebook'
  const of = (media: string) => files.find((file) => file.media === media)
  const file = format ? of(format) : (of(main) ?? files[0])
  if (!file) throw notFound('file', bookId)
  const roots = await libraryRootsOf(db, folders)
  const place = await placeWithin(file.file_path, roots)
  if (place === undefined) throw forbidden('file.outside', 'the file is outside the library folders')
  const found = await disk.look(file.file_path)
  if (!found) throw notFound('file', file.file_path)
  const about = { id: file.id, fileType: file.file_type, path: file.file_path, name: basename(file.file_path) }
  if (found.kind === 'file') return { ...about, parts: null }
  const parts = await partsOf(db, file.id)
  const named = parts.map(({ path, modified_ms }) => ({
    ...{ path, modifiedMs: modified_ms, name: `${about.name}/${relative(file.file_path, path)}` },
  }))
  if (named.length === 0) throw notFound('file', file.file_path)
  return { ...about, name: `${about.name}.zip`, parts: named }
}

const filesOf = (db: Db, bookId: number) =>
  db.selectFrom('book_files').selectAll().where('book_id', '=', bookId).orderBy('id').execute()

const partsOf = (db: Db, fileId: number) =>
  db
    .selectFrom('book_file_parts')
    .select(['path', 'modified_ms'])
    .where('file_id', '=', fileId)
    .orderBy('position')
    .execute()
