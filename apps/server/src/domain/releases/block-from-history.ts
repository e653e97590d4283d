import type { Db, Transaction, Trx } from '#database/open.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { findAcquiredBook } from '#domain/monitoring/acquired-books.ts'
import { findAcquisitionNote, type HistoryRow } from '#domain/monitoring/acquisition-history.ts'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { type BlocklistRow, blockRelease } from './blocklist-store.ts'

/**
 * Never takes the release of an event again. What the release was beyond its name is known from its download, where that
 * is still there.
 * @returns the new entry, or nothing where it is blocked already
 * @throws not-found
 */
export async function blockFromHistory(
  { transaction, clock }: { transaction: Transaction; clock: Clock },
  eventId: number,
  { userId, scope }: { userId: number; scope: OwnerScope },
): Promise<BlocklistRow | undefined> {
  return transaction(async (trx) => {
    const event = await findEventOrThrow(trx, eventId, scope)
    const guid = typeof event.data_json.guid === 'string' ? event.data_json.guid : event.source_title
    const download = await trx
      .selectFrom('downloads')
      .select(['indexer_id', 'torrent_id', 'size_bytes'])
      .where('guid', '=', guid)
      .executeTakeFirst()
    const block = {
      guid,
      title: event.source_title,
      bookId: event.book_id,
      reason: event.event_type,
      userId,
      indexerId: download?.indexer_id ?? undefined,
      infoHash: download?.torrent_id ?? undefined,
      sizeBytes: download?.size_bytes ?? undefined,
    }
    return blockRelease(trx, block, clock.now())
  })
}

/** An event of a book that somebody sees, or of none. @throws not-found */
export async function findEventOrThrow(db: Db | Trx, id: number, scope: OwnerScope): Promise<HistoryRow> {
  const event = await findAcquisitionNote(db, id)
  const isSeen =
    event && (scope === null || event.book_id === null || (await findAcquiredBook(db, event.book_id, scope)))
  if (!event || !isSeen) throw notFound('history event', id)
  return event
}
