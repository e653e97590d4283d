import type { Transaction } from '#database/open.ts'
import type { DownloadStatus } from '#database/schema.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { blockRelease } from '#domain/releases/blocklist-store.ts'
import type { Clock } from '#kernel/clock.ts'
import { findDownload } from './download-store.ts'
import { downloadFailed, type FailureCause, queueChanged } from './events.ts'
import { moveDownload } from './move-download.ts'

export interface Failure {
  id: number
  /** The state in which it was seen to fail. */
  from: DownloadStatus
  /** For people. */
  message: string
  cause: FailureCause
}

/** The release itself is no good: nobody tries it again. */
const isBlocking = (cause: FailureCause) => cause === 'reported' || cause === 'stalled' || cause === 'rejected'

/**
 * Writes down that a download came to nothing, and keeps its release from being found again where the fault is its own.
 * @returns whether it was this call that did; false where it has moved on meanwhile
 */
export function failDownload(
  { transaction, clock }: { transaction: Transaction; clock: Clock },
  { id, from, message, cause }: Failure,
): Promise<boolean> {
  const now = clock.now()
  return transaction(async (trx, emit) => {
    if (!(await moveDownload(trx, id, from, 'failed', { now, error_message: message, live_json: null }))) return false
    const row = await findDownload(trx, id)
    if (!row) return false
    const isStalled = cause === 'stalled'
    await noteAcquisition(trx, {
      bookId: row.book_id,
      eventType: isStalled ? 'downloadStalled' : 'downloadFailed',
      sourceTitle: row.title,
      data: { guid: row.guid, message },
      now,
    })
    if (isBlocking(cause)) {
      const known = { guid: row.guid, title: row.title, sizeBytes: row.size_bytes || undefined }
      await blockRelease(
        trx,
        {
          ...known,
          bookId: row.book_id,
          indexerId: row.indexer_id ?? undefined,
          infoHash: row.torrent_id ?? undefined,
          reason: message,
        },
        now,
      )
    }
    emit(downloadFailed({ downloadId: id, message, cause, isStalled }))
    emit(queueChanged({ downloadIds: [id] }))
    return true
  })
}
