import type { Emit, Trx } from '#database/open.ts'
import { markPresent } from '#domain/catalog/mark-present.ts'
import { filesRecorded } from '#domain/library/events.ts'
import { instant } from '#kernel/clock.ts'
import { bookImported } from './events.ts'
import { finishMoves } from './finish-journal.ts'
import { handDown } from './hand-down.ts'
import type { ImportDeps } from './import-deps.ts'
import { closeJournal, type ImportJournal, type ImportNews } from './import-journal.ts'
import { findDownloadRow } from './import-row.ts'

/**
 * Gives recorded files their names, and tells the rest of the server. Can be done again from any point.
 * @returns what extra copies came to nothing, in words
 * @throws DiskTrouble; the journal stays open then
 */
export async function completeImport(
  { disk, transaction, dialect, clock }: Pick<ImportDeps, 'disk' | 'transaction' | 'dialect' | 'clock'>,
  downloadId: number,
  journal: ImportJournal,
): Promise<string[]> {
  const troubles = await finishMoves(disk, journal)
  await transaction(async (trx, emit) => {
    await closeJournal(trx, downloadId)
    const { news, dropped = [] } = journal
    if (!news) return
    // A scan that came by between record and rename did not find them.
    await markPresent(trx, dialect, news.fileIds)
    const [heir] = news.fileIds
    if (heir !== undefined && dropped.length > 0) {
      await handDown(trx, dialect, { from: dropped, to: heir, now: instant(clock.now()) })
    }
    await announce(trx, emit, downloadId, news)
  })
  return troubles
}

async function announce(trx: Trx, emit: Emit, downloadId: number, news: ImportNews) {
  for (const libraryId of news.libraryIds) emit(filesRecorded({ libraryId, fileIds: news.fileIds }))
  const row = await findDownloadRow(trx, downloadId)
  const { slot, path, format, outdone } = news
  if (row?.book_id) emit(bookImported({ bookId: row.book_id, downloadId, slot, path, format, outdone }))
}
