import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import { scanLibrary } from './scan-library.ts'

/** Asks for a scan of each monitored library that has a path (library contract 31.2); on a schedule. */
export const scanAllLibraries = defineJob({
  name: 'library.scan-all',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 60,
  async run({ db, transaction }: { db: Db; transaction: Transaction }) {
    const libraries = await db
      .selectFrom('libraries')
      .select('id')
      .where('is_monitored', '=', true)
      .where((e) =>
        e.exists(e.selectFrom('library_folders').select('folder_id').whereRef('library_id', '=', 'libraries.id')),
      )
      .execute()
    await transaction(async (_, emit) => {
      for (const { id } of libraries) emit(scanLibrary.request({ libraryId: id, folder: null }))
    })
    return { libraries: libraries.length }
  },
})
