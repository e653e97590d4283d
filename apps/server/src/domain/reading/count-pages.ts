import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { setPageCount } from '#domain/catalog/edit-files.ts'
import { defineJob } from '#jobs/define-job.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { ComicReader } from './comic-pages.ts'

export interface CountPagesDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  comics: ComicReader
  logger: Logger
}

const COMICS = new Set(['cbz', 'cbr', 'cb7', 'cbt'])

/** Counts the pages of a comic that was recorded by hand: apps that show it page by page want the number first. */
export const countPages = defineJob({
  name: 'reading.count-pages',
  queue: 'default',
  payload: Type.Object({ fileId: Type.Integer() }),
  key: ({ fileId }) => String(fileId),
  timeoutSeconds: 60,
  async run({ db, dialect, transaction, comics, logger }: CountPagesDeps, { fileId }) {
    const file = await db
      .selectFrom('book_files')
      .select(['public_id', 'file_type'])
      .where('id', '=', fileId)
      .where('page_count', 'is', null)
      .executeTakeFirst()
    if (!file || !COMICS.has(file.file_type.toLowerCase())) return
    try {
      const { sizes } = await comics.list(file.public_id)
      if (sizes.length > 0) await transaction((trx) => setPageCount(trx, dialect, fileId, sizes.length))
    } catch (error) {
      // It need not be there, nor be a comic.
      if (!(error instanceof DomainError)) throw error
      logger.debug({ err: error }, 'the pages of a file could not be counted')
    }
  },
})
