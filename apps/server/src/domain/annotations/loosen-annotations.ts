import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'

/** Notes in files that are about to go stay with their book, and lose where they were in the words of the file. */
export async function loosenAnnotations(trx: Trx, dialect: Dialect, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return
  await trx.updateTable('annotations').set({ locator: null }).where(dialect.isAmong('file_id', fileIds)).execute()
}
