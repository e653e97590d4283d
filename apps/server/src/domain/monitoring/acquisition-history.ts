import type { Selectable } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { AcquisitionHistory } from '#database/schema.ts'
import { type OwnerScope, ownBookIds } from '#domain/catalog/owner-scope.ts'
import { instant } from '#kernel/clock.ts'

export type HistoryRow = Selectable<AcquisitionHistory>

/** What is written down; clients tell the kinds apart by these words. */
export type HistoryEventType =
  | 'grabbed'
  | 'downloadFailed'
  | 'downloadStalled'
  | 'downloadRequeued'
  | 'importFailed'
  | 'bookImported'
  | 'downloadFolderImported'
  | 'bookRenamed'
  | 'bookFileDeleted'
  | 'bookRebound'
  | 'bookLanguageCorrected'
  | 'releaseRejected'
  | 'upgradeGrabbed'
  | 'fileReplaced'

/** Kinds that clients of the acquisition surface do not know (acquisition contract 5.7): told to whoever asks for them. */
const TOLD_ON_REQUEST = ['releaseRejected', 'upgradeGrabbed', 'fileReplaced']

export interface AcquisitionNote {
  /** Null where it is not known which book it is about. */
  bookId: number | null
  eventType: HistoryEventType
  /** The release or file, as people know it. */
  sourceTitle: string
  data?: Record<string, unknown>
  now: Date
}

/** Writes down what happened on the way from wanting a book to holding it; such rows are never changed. */
export async function noteAcquisition(trx: Trx, note: AcquisitionNote): Promise<void> {
  await trx
    .insertInto('acquisition_history')
    .values({
      book_id: note.bookId,
      event_type: note.eventType,
      source_title: note.sourceTitle,
      data_json: note.data ?? {},
      created_at: instant(note.now),
    })
    .execute()
}

export interface HistoryFilter {
  bookId?: number | undefined
  eventType?: string | undefined
  scope?: OwnerScope
}

/** A page of what happened, newest first, and how much there is. */
export async function listAcquisitionHistory(
  db: Db,
  { bookId, eventType, scope = null }: HistoryFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: HistoryRow[]; total: number }> {
  let rows = db.selectFrom('acquisition_history')
  if (bookId !== undefined) rows = rows.where('book_id', '=', bookId)
  rows =
    eventType === undefined
      ? rows.where('event_type', 'not in', TOLD_ON_REQUEST)
      : rows.where('event_type', '=', eventType)
  if (scope !== null)
    rows = rows.where((e) => e.or([e('book_id', 'is', null), e('book_id', 'in', ownBookIds(db, scope))]))
  const items = await rows.selectAll().orderBy('id', 'desc').limit(limit).offset(offset).execute()
  const { total } = await rows.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

/** What happened to a book, newest first. */
export const historyOfBook = (db: Db | Trx, bookId: number, limit: number): Promise<HistoryRow[]> =>
  db
    .selectFrom('acquisition_history')
    .selectAll()
    .where('book_id', '=', bookId)
    .where('event_type', 'not in', TOLD_ON_REQUEST)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const findAcquisitionNote = (db: Db | Trx, id: number): Promise<HistoryRow | undefined> =>
  db.selectFrom('acquisition_history').selectAll().where('id', '=', id).executeTakeFirst()

/** @returns whether there was such a row */
export async function deleteAcquisitionNote(trx: Trx, id: number): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('acquisition_history').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}
