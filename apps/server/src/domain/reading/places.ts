import type { Db, Transaction, Trx } from '#database/open.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'

export interface Place {
  fraction: number
  locator: string | null
  source: string
  device: string | null
  /** When the reader was there. */
  at: string
  /** When it became known here. */
  knownAt: string
  /** Public id of the file it was read in, where the source said so. */
  fileId: string | null
}

export interface PlaceReport {
  fraction: number
  locator?: string | null
  source: string
  device?: string | null
  /** Public id; one that is not of this book counts as not given. */
  fileId?: string | null
  /** An instant with any offset; now unless said. */
  at?: string | null
}

/** Where a reader is in a book; undefined where nothing was reported. */
export async function findPlace(db: Db | Trx, userId: number, bookId: number): Promise<Place | undefined> {
  const row = await db
    .selectFrom('reading_places as p')
    .innerJoin('reading_events as e', 'e.id', 'p.event_id')
    .leftJoin('book_files as f', 'f.id', 'e.file_id')
    .select(['p.fraction', 'p.locator', 'p.source', 'p.device', 'p.updated_at as at', 'e.created_at as knownAt'])
    .select('f.public_id as fileId')
    .where('p.user_id', '=', userId)
    .where('p.book_id', '=', bookId)
    .executeTakeFirst()
  return row
}

/**
 * Keeps a report of a place. Every one is kept; the current place is the one with the newest `at`, because devices
 * deliver their news late and out of order. A clock that runs ahead counts as now, or it would win for ever.
 * @returns the current place after this report
 * @throws not-found for the book, invalid for an `at` that is no instant
 */
export async function reportPlace(
  { transaction, clock }: { transaction: Transaction; clock: Clock },
  userId: number,
  bookPublicId: string,
  report: PlaceReport,
): Promise<Place> {
  const now = instant(clock.now())
  const at = report.at ? instantOf(report.at) : now
  return transaction(async (trx) => {
    const bookId = await bookKeyOrThrow(trx, bookPublicId)
    return recordPlace(trx, { ...report, userId, bookId, at: at < now ? at : now, now })
  })
}

/** The write behind reportPlace(), for surfaces that found reader and book in their own way. */
export async function recordPlace(
  trx: Trx,
  report: PlaceReport & { userId: number; bookId: number; at: string; now: string },
): Promise<Place> {
  const { userId, bookId, at, now, fraction, source } = report
  const locator = report.locator ?? null
  const device = report.device ?? null
  const file = report.fileId
    ? await trx
        .selectFrom('book_files')
        .select('id')
        .where('public_id', '=', report.fileId)
        .where('book_id', '=', bookId)
        .executeTakeFirst()
    : undefined
  const event = await trx
    .insertInto('reading_events')
    .values({
      user_id: userId,
      book_id: bookId,
      file_id: file?.id ?? null,
      source,
      device,
      fraction,
      locator,
      at,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const place = { event_id: event.id, fraction, locator, source, device, updated_at: at }
  await trx
    .insertInto('reading_places')
    .values({ user_id: userId, book_id: bookId, ...place })
    .onConflict((c) =>
      c.columns(['user_id', 'book_id']).doUpdateSet(place).where('reading_places.updated_at', '<=', at),
    )
    .execute()
  return (await findPlace(trx, userId, bookId)) as Place
}

/** Any instant as it is stored. @throws invalid */
function instantOf(text: string): string {
  const isInstant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i.test(text)
  const date = new Date(text)
  if (!isInstant || Number.isNaN(date.getTime())) {
    throw invalid('place.at', '`at` must be an instant with an offset, such as 2026-03-14T02:00:00Z')
  }
  return instant(date)
}
