import type { Db, Transaction } from '#database/open.ts'
import { notFound } from '#kernel/errors.ts'
import { scanLibrary } from './scan-library.ts'

interface Deps {
  db: Db
  transaction: Transaction
}

/** Asks for a whole scan of a library; one that waits already is that scan. */
export async function requestScan({ db, transaction }: Deps, publicId: string): Promise<void> {
  const libraryId = await libraryKey(db, publicId)
  await transaction(async (_, emit) => emit(scanLibrary.request({ libraryId, folder: null })))
}

export async function setSidecars({ db, transaction }: Deps, publicId: string, hasSidecars: boolean): Promise<void> {
  const libraryId = await libraryKey(db, publicId)
  await transaction(async (trx) => {
    await trx.updateTable('libraries').set({ has_sidecars: hasSidecars }).where('id', '=', libraryId).execute()
  })
}

/** @throws not-found */
export async function libraryKey(db: Db, publicId: string): Promise<number> {
  const library = await db.selectFrom('libraries').select('id').where('public_id', '=', publicId).executeTakeFirst()
  if (!library) throw notFound('library', publicId)
  return library.id
}
