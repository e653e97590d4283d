import type { Selectable } from 'kysely'
import type { Db } from '#database/open.ts'
import type { ScanProblems } from '#database/schema.ts'
import { libraryKey } from './request-scan.ts'

/** Files of a library that could not be taken in, by path. @throws not-found where there is no such library */
export async function listProblems(
  db: Db,
  libraryPublicId: string,
  { limit, offset, isIgnored }: { limit: number; offset: number; isIgnored: boolean },
): Promise<{ problems: Selectable<ScanProblems>[]; total: number; roots: string[] }> {
  const libraryId = await libraryKey(db, libraryPublicId)
  const rows = db.selectFrom('scan_problems').where('library_id', '=', libraryId).where('is_ignored', '=', isIgnored)
  const { total } = await rows.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const problems = await rows.selectAll().orderBy('path').limit(limit).offset(offset).execute()
  const places = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select('folders.path')
    .where('library_folders.library_id', '=', libraryId)
    .execute()
  return { problems, total, roots: places.map(({ path }) => path) }
}
