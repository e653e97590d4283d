import type { Trx } from '#database/open.ts'

/** Notes that metadata and cover are to be written beside these files, where their library writes such. */
export async function awaitSidecars(trx: Trx, libraryId: number, fileIds: number[]): Promise<void> {
  const library = await trx
    .selectFrom('libraries')
    .select('has_sidecars')
    .where('id', '=', libraryId)
    .executeTakeFirst()
  if (!library?.has_sidecars || fileIds.length === 0) return
  await trx
    .insertInto('awaited_sidecars')
    .values(fileIds.map((file_id) => ({ file_id, library_id: libraryId })))
    .onConflict((c) => c.column('file_id').doNothing())
    .execute()
}
