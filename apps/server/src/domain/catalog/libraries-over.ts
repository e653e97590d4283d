import type { Db, Trx } from '#database/open.ts'

/** Keys of the libraries that have a folder above a path. */
export async function librariesOver(db: Db | Trx, path: string): Promise<number[]> {
  const places = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_folders.library_id', 'folders.path'])
    .execute()
  const above = places.filter((place) => path.startsWith(`${place.path}/`))
  return [...new Set(above.map(({ library_id }) => library_id))]
}
