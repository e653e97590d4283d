import { lstat } from 'node:fs/promises'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'

const PAGE = 2_000

/**
 * Marks files below a folder that a whole walk did not meet. Their books stay, with all that people made of them.
 * @param seen ids of records whose file was met
 * @param blind folders that could not be opened: what lies below them is not known to be gone
 * @returns how many went missing now
 */
export async function markMissing(
  { db, transaction, dialect }: { db: Db; transaction: Transaction; dialect: Dialect },
  { folder, seen, blind, now }: { folder: string; seen: ReadonlySet<number>; blind: string[]; now: string },
): Promise<number> {
  let after = `${folder}/`
  let count = 0
  for (;;) {
    const page = await db
      .selectFrom('book_files')
      .select(['id', 'book_id', 'file_path', 'missing_since'])
      .where('file_path', '>', after)
      .where('file_path', '<', `${folder}0`)
      .orderBy('file_path')
      .limit(PAGE)
      .execute()
    const gone = page
      .filter((file) => file.missing_since === null && !seen.has(file.id))
      .filter((file) => !blind.some((place) => file.file_path.startsWith(`${place}/`) || file.file_path === place))
    for (let at = 0; at < gone.length; at += 200) {
      const batch = await stillGone(gone.slice(at, at + 200))
      if (batch.length === 0) continue
      const ids = batch.map(({ id }) => id)
      count += ids.length
      await transaction(async (trx) => {
        await trx.updateTable('book_files').set({ missing_since: now }).where('id', 'in', ids).execute()
        await refreshDerived(
          trx,
          dialect,
          batch.map(({ book_id }) => book_id),
        )
      })
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return count
    after = last.file_path
  }
}

/**
 * A walk takes a while: what was moved into the folder behind its back (an upload that was taken in) is there by now. A
 * folder of audio says nothing by being there, because its parts may be gone.
 */
async function stillGone<File extends { file_path: string }>(files: File[]): Promise<File[]> {
  const isThere = await Promise.all(
    files.map(({ file_path }) =>
      lstat(file_path).then(
        (found) => found.isFile(),
        () => false,
      ),
    ),
  )
  return files.filter((_, index) => !isThere[index])
}
