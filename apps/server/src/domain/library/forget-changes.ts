import { lstat } from 'node:fs/promises'
import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { forgetDeletedBooks, forgetOldChanges } from '#domain/catalog/forget-changes.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { type Problem, recordProblems } from './scan-problems.ts'

export interface ForgetChangesDeps {
  db: Db
  transaction: Transaction
  dialect: Dialect
  clock: Clock
}

const DAYS = 30
const BOOKS = 50

/**
 * Forgets changes of more than 30 days ago, and books that were thrown out then. Their files are left where they are,
 * and scans leave them out from now on: a list of problems says so, and there they can be taken in again.
 */
export const forgetChanges = defineJob({
  name: 'library.forget-changes',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 3600,
  async run(deps: ForgetChangesDeps, _payload, { signal }) {
    const before = instant(new Date(deps.clock.now().getTime() - DAYS * 86_400_000))
    let books = 0
    for (;;) {
      signal.throwIfAborted()
      const deleted = await deps.db
        .selectFrom('books')
        .select('id')
        .where('deleted_at', '<', before)
        .orderBy('deleted_at')
        .orderBy('id')
        .limit(BOOKS)
        .execute()
      if (deleted.length === 0) break
      const ids = deleted.map(({ id }) => id)
      const left = await filesLeft(deps, ids)
      await deps.transaction(async (trx) => {
        for (const [libraryId, problems] of left) {
          const now = instant(deps.clock.now())
          await recordProblems(trx, { dialect: deps.dialect, libraryId, problems, now, isIgnored: true })
        }
        await forgetDeletedBooks(trx, deps.dialect, ids)
      })
      books += ids.length
    }
    for (let forgotten = -1; forgotten !== 0; ) {
      signal.throwIfAborted()
      forgotten = await deps.transaction((trx) => forgetOldChanges(trx, before))
    }
    return { books }
  },
})

/** What is still on disk of books, by the libraries that have a folder above it. */
async function filesLeft({ db, dialect }: ForgetChangesDeps, bookIds: number[]): Promise<Map<number, Problem[]>> {
  const files = await db
    .selectFrom('book_files')
    .leftJoin('book_file_parts as part', 'part.file_id', 'book_files.id')
    .select(['book_files.file_path', 'part.path'])
    .where(dialect.isAmong('book_files.book_id', bookIds))
    .execute()
  const folders = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_folders.library_id', 'folders.path'])
    .execute()
  const left = new Map<number, Problem[]>()
  for (const path of new Set(files.map((file) => file.path ?? file.file_path))) {
    const found = await lstat(path).catch(() => null)
    if (!found) continue
    const problem = {
      path,
      code: 'book-deleted',
      message: 'Its book was deleted. The file is left as it is; "Try again" takes it in as a new book.',
      sizeBytes: found.size,
      modifiedMs: found.mtimeMs,
    }
    const above = folders.filter((folder) => path.startsWith(`${folder.path}/`))
    for (const id of new Set(above.map(({ library_id }) => library_id)))
      left.set(id, [...(left.get(id) ?? []), problem])
  }
  return left
}
