import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { holdReading } from './hold-reading.ts'
import { readInstant } from './read-instant.ts'
import { isAtStart, isJumpBack, SLIP_MS, stateAtPlace, type ToldPlace, toldState } from './state-rules.ts'
import { changeState, findStanding } from './state-store.ts'

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
  { dialect, transaction, clock }: { dialect: Dialect; transaction: Transaction; clock: Clock },
  userId: number,
  bookPublicId: string,
  report: PlaceReport,
): Promise<Place> {
  const now = instant(clock.now())
  const at = report.at ? readInstant('at', report.at) : now
  return transaction(async (trx) => {
    await holdReading(trx, dialect, userId)
    const bookId = await bookKeyOrThrow(trx, bookPublicId)
    const fileKey = report.fileId ? await findFileKey(trx, bookId, report.fileId) : null
    await recordPlace(trx, { ...report, userId, bookId, fileKey, at: at < now ? at : now, now })
    return (await findPlace(trx, userId, bookId)) as Place
  })
}

async function findFileKey(trx: Trx, bookId: number, publicId: string): Promise<number | null> {
  const file = await trx
    .selectFrom('book_files')
    .select('id')
    .where('public_id', '=', publicId)
    .where('book_id', '=', bookId)
    .executeTakeFirst()
  return file?.id ?? null
}

export interface ToldReport extends Omit<PlaceReport, 'fileId'> {
  userId: number
  bookId: number
  fileKey: number | null
  at: string
  now: string
  /** What the book is to the reader, where the source says so itself; otherwise it follows from the place. */
  state?: ReadState
  /** The reader went there on purpose, so that the first page is not taken for a slip. */
  isDeliberate?: boolean
}

/**
 * The write behind reportPlace(), for surfaces that found reader and book in their own way, in a transaction that began with
 * holdReading().
 * @returns the key of the event that the report became, and whether it is the current place now
 */
export async function recordPlace(trx: Trx, report: ToldReport): Promise<{ eventId: number; isCurrent: boolean }> {
  const { userId, bookId, at, now, fraction, source, fileKey } = report
  const locator = report.locator ?? null
  const device = report.device ?? null
  const event = await trx
    .insertInto('reading_events')
    .values({
      user_id: userId,
      book_id: bookId,
      file_id: fileKey,
      source,
      device,
      fraction,
      locator,
      at,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const before = await findCurrent(trx, userId, bookId)
  const isCurrent =
    !before ||
    (before.at <= at &&
      (report.isDeliberate || !(await isSlip(trx, before, { userId, bookId, fraction, source, device, at }))))
  if (isCurrent) {
    const left = before && leftAfter(before, { fraction, source, device, at })
    const place = { event_id: event.id, fraction, locator, source, device, updated_at: at, left_event_id: left ?? null }
    await trx
      .insertInto('reading_places')
      .values({ user_id: userId, book_id: bookId, ...place })
      .onConflict((c) => c.columns(['user_id', 'book_id']).doUpdateSet(place))
      .execute()
    const standing = await findStanding(trx, userId, bookId)
    const to = report.state
      ? toldState(standing, { state: report.state, at })
      : stateAtPlace(standing, before, { fraction, at })
    if (to) await changeState(trx, { userId, bookId, from: standing?.state ?? 'unread', to, at })
  }
  return { eventId: event.id, isCurrent }
}

/**
 * Whether a device only opened the book at its cover, as readers do after a download: it counts when the device is still there
 * after a while (device contract B.16).
 */
async function isSlip(
  trx: Trx,
  before: ToldPlace,
  place: ToldPlace & { userId: number; bookId: number },
): Promise<boolean> {
  if (!isAtStart(before, place)) return false
  const { at: since } = await trx
    .selectFrom('reading_events')
    .select((e) => e.fn.min('at').as('at'))
    .where('user_id', '=', place.userId)
    .where('book_id', '=', place.bookId)
    .where('source', '=', place.source)
    .where('at', '>', before.at)
    .executeTakeFirstOrThrow()
  return since === null || Date.parse(place.at) - Date.parse(since) < SLIP_MS
}

interface Current extends ToldPlace {
  eventId: number
  left: { eventId: number; fraction: number } | undefined
}

async function findCurrent(trx: Trx, userId: number, bookId: number): Promise<Current | undefined> {
  const row = await trx
    .selectFrom('reading_places as p')
    .leftJoin('reading_events as l', 'l.id', 'p.left_event_id')
    .select(['p.event_id as eventId', 'p.fraction', 'p.source', 'p.device', 'p.updated_at as at'])
    .select(['l.id as leftId', 'l.fraction as leftFraction'])
    .where('p.user_id', '=', userId)
    .where('p.book_id', '=', bookId)
    .executeTakeFirst()
  if (!row) return undefined
  const { leftId, leftFraction, ...current } = row
  return { ...current, left: leftId && leftFraction !== null ? { eventId: leftId, fraction: leftFraction } : undefined }
}

/** The event of the furthest place that other devices moved the reader away from, until they are there again. */
function leftAfter(before: Current, place: ToldPlace): number | undefined {
  const left = before.left ?? (isJumpBack(before, place) ? before : undefined)
  return left && place.fraction < left.fraction ? left.eventId : undefined
}
