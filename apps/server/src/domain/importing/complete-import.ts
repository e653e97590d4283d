import type { Emit, Trx } from '#database/open.ts'
import { markPresent } from '#domain/catalog/mark-present.ts'
import { filesRecorded } from '#domain/library/events.ts'
import { bookImported } from './events.ts'
import { finishMoves } from './finish-journal.ts'
import type { ImportDeps } from './import-deps.ts'
import { closeJournal, type ImportJournal } from './import-journal.ts'
import { findDownloadRow } from './import-row.ts'

/**
 * Gives recorded files their names, and tells the rest of the server. Can be done again from any point.
 * @throws DiskTrouble; the journal stays open then
 */
export async function completeImport(
  { disk, transaction, dialect }: Pick<ImportDeps, 'disk' | 'transaction' | 'dialect'>,
  downloadId: number,
  journal: ImportJournal,
): Promise<void> {
  await finishMoves(disk, journal)
  await transaction(async (trx, emit) => {
    await closeJournal(trx, downloadId)
    const { news } = journal
    if (!news) return
    // A scan that came by between record and rename did not find them.
    await markPresent(trx, dialect, news.fileIds)
    await announce(trx, emit, downloadId, news)
  })
}

async function announce(trx: Trx, emit: Emit, downloadId: number, news: NonNullable<ImportJournal['news']>) {
  for (const libraryId of news.libraryIds) emit(filesRecorded({ libraryId, fileIds: news.fileIds }))
  const row = await findDownloadRow(trx, downloadId)
  const { slot, path, format } = news
  if (row?.book_id) emit(bookImported({ bookId: row.book_id, downloadId, slot, path, format }))
}
