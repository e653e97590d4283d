import type { Db, Trx } from '#database/open.ts'
import type { BookFileRow } from './book-store.ts'

/**
 * Which of these files somebody took off their books, and left where they lie: a scan must not bring them back. Another
 * file in the same place is another matter, and so is one that somebody undoes the change for.
 */
export async function takenOffBooks(
  db: Db | Trx,
  files: readonly { path: string; sizeBytes: number }[],
): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set()
  const removed = await db
    .selectFrom('changes')
    .select('before_json')
    .where('kind', '=', 'file-removed')
    .where('undone_at', 'is', null)
    .execute()
  const sizes = new Map(
    removed.map(({ before_json }) => {
      const { file } = before_json as { file: Pick<BookFileRow, 'file_path' | 'size_bytes'> }
      return [file.file_path, Number(file.size_bytes)]
    }),
  )
  return new Set(files.filter(({ path, sizeBytes }) => sizes.get(path) === sizeBytes).map(({ path }) => path))
}
