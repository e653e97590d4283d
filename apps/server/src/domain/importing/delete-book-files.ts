import { Type } from 'typebox'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { dropFiles } from '#domain/catalog/record-files-of-book.ts'
import { acquiredBookOrThrow } from '#domain/monitoring/acquired-books.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { defineJob } from '#jobs/define-job.ts'
import { instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { clearAway } from './clear-away.ts'
import type { ImportDeps } from './import-deps.ts'
import { readImportSettings } from './import-settings.ts'
import { libraryRootsOf } from './roots.ts'

type Deps = Pick<ImportDeps, 'db' | 'dialect' | 'transaction' | 'disk' | 'folders' | 'clock'>

/** Which files of a book go: all, those of one form, or the record of one path. */
export interface FilesToDelete {
  format: string | undefined
  path: string | undefined
}

/**
 * Deletes files of a book from disk and from the records; a single path is only taken off the records. What lies outside of
 * all roots, or belongs to another book too, stays on disk.
 * @throws not-found for the book or the path, invalid where there is nothing to delete
 */
export async function deleteBookFiles(
  deps: Deps,
  bookId: number,
  { format, path }: FilesToDelete,
  userId: number | null,
): Promise<void> {
  const book = await acquiredBookOrThrow(deps.db, bookId)
  if (format !== undefined && format !== 'ebook' && format !== 'audiobook') {
    throw invalid('file.format', 'format is ebook or audiobook')
  }
  const all = await deps.db.selectFrom('book_files').selectAll().where('book_id', '=', bookId).execute()
  const files = all.filter(
    (file) => (path === undefined || file.file_path === path) && (!format || file.media === format),
  )
  if (path !== undefined && files.length === 0) throw notFound('file', path)
  if (files.length === 0) throw invalid('file.none', 'this book has no files to delete')
  const now = deps.clock.now()
  const fileIds = files.map(({ id }) => id)
  if (path === undefined) await clearFiles(deps, files, now)
  const by = { userId, origin: 'person', now: instant(now) }
  await deps.transaction(async (trx) => {
    await dropFiles(trx, { dialect: deps.dialect, fileIds, isLeftOnDisk: path !== undefined, by })
    const paths = files.map(({ file_path }) => file_path)
    const data = path === undefined ? { paths } : { paths, deregistered: true }
    await noteAcquisition(trx, { bookId, eventType: 'bookFileDeleted', sourceTitle: book.title, data, now })
  })
}

/**
 * Takes the files of a book that is about to be deleted from disk; what lies outside of all roots stays.
 * @throws not-found
 */
export async function clearFilesOfBook(deps: Deps, { id, scope }: { id: number; scope: OwnerScope }): Promise<void> {
  await acquiredBookOrThrow(deps.db, id, scope)
  const files = await deps.db.selectFrom('book_files').select(['id', 'file_path']).where('book_id', '=', id).execute()
  await clearFiles(deps, files, deps.clock.now())
}

async function clearFiles(deps: Deps, files: readonly { id: number; file_path: string }[], now: Date): Promise<void> {
  const { recycleDays } = await readImportSettings(deps.db)
  const roots = await libraryRootsOf(deps.db, deps.folders)
  const fileIds = files.map(({ id }) => id)
  for (const { id, file_path } of files) {
    const place = { day: instant(now).slice(0, 10), unique: `file-${id}-${now.getTime()}` }
    await clearAway(deps, file_path, { roots, ...place, isKept: recycleDays > 0, fileIds })
  }
}

/** Takes files away that belonged to books that are gone; what somebody else holds meanwhile stays. */
export const clearUnwantedFiles = defineJob({
  name: 'importing.clear-unwanted-files',
  queue: 'default',
  payload: Type.Object({ paths: Type.Array(Type.String()) }),
  timeoutSeconds: 600,
  async run(deps: Deps, { paths }, { signal }) {
    const { recycleDays } = await readImportSettings(deps.db)
    const roots = await libraryRootsOf(deps.db, deps.folders)
    const now = deps.clock.now()
    for (const [index, path] of paths.entries()) {
      signal.throwIfAborted()
      const held = await deps.db.selectFrom('book_files').select('id').where('file_path', '=', path).executeTakeFirst()
      if (held) continue
      const place = { day: instant(now).slice(0, 10), unique: `gone-${now.getTime()}-${index}` }
      await clearAway(deps, path, { roots, ...place, isKept: recycleDays > 0, fileIds: [] })
    }
    return { paths: paths.length }
  },
})
