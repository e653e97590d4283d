import type { Trx } from '#database/open.ts'

/** A book that was thrown out keeps its files only as long as nobody brings them for another one. */
export async function forgetHiddenFiles(trx: Trx, { paths, ids }: { paths: string[]; ids: number[] }): Promise<void> {
  const hidden = trx
    .deleteFrom('book_files')
    .where('book_id', 'in', (e) => e.selectFrom('books').select('id').where('deleted_at', 'is not', null))
  if (paths.length > 0) await hidden.where('file_path', 'in', paths).execute()
  if (ids.length > 0) await hidden.where('id', 'in', ids).execute()
}
