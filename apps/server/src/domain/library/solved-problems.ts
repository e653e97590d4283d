import { lstat } from 'node:fs/promises'
import type { Db, Transaction } from '#database/open.ts'

const MOST = 5_000

/** Forgets problems of files that are not there any more. */
export async function dropSolvedProblems(
  { db, transaction }: { db: Db; transaction: Transaction },
  libraryId: number,
): Promise<void> {
  const problems = await db
    .selectFrom('scan_problems')
    .select(['id', 'path'])
    .where('library_id', '=', libraryId)
    .limit(MOST)
    .execute()
  const gone: number[] = []
  for (const { id, path } of problems) {
    const isThere = await lstat(path).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
    )
    // A name that is not UTF-8 cannot be looked up as it was written down; only a walk can tell.
    if (!isThere && !path.includes('\uFFFD')) gone.push(id)
  }
  for (let at = 0; at < gone.length; at += 200) {
    const ids = gone.slice(at, at + 200)
    await transaction(async (trx) => {
      await trx.deleteFrom('scan_problems').where('id', 'in', ids).execute()
    })
  }
}
