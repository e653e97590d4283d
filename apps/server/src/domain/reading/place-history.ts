import type { Db } from '#database/open.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { invalid } from '#kernel/errors.ts'
import { isJumpBack } from './state-rules.ts'

export interface KnownPlace {
  fraction: number
  locator: string | null
  source: string
  device: string | null
  /** Public id. */
  fileId: string | null
  at: string
}

/** A stretch of reading on one device without a leap: the place is where it ended. */
export interface Sitting extends KnownPlace {
  startedAt: string
  startFraction: number
  /** It began far before the place that another device had left. */
  isJumpBack: boolean
}

export interface PlaceHistory {
  current: KnownPlace | null
  left: KnownPlace | null
  /** The newest of every source. */
  latest: KnownPlace[]
  sittings: Sitting[]
  /** Where the next page begins; null where there is none. */
  next: string | null
}

/** Reports that are read for a page: days of reading. */
const EVENTS = 300
const MOST_SOURCES = 20
/** A longer pause is another sitting. */
const PAUSE_MS = 30 * 60_000
/** Further apart is a leap, not reading. */
const LEAP = 0.1

/**
 * Where a reader was in a book, newest first, with reports of one sitting as one.
 * @param before `next` of the page before
 * @throws not-found for the book, invalid for a `before` that is none
 */
export async function listPlaces(db: Db, userId: number, bookPublicId: string, before?: string): Promise<PlaceHistory> {
  const bookId = await bookKeyOrThrow(db, bookPublicId)
  const events = await eventsBefore(db, userId, bookId, before)
  const isCut = events.length === EVENTS
  const sittings = toSittings(events)
  // The oldest one of a full page may go on beyond it.
  const shown = isCut && sittings.length > 1 ? sittings.slice(0, -1) : sittings
  const last = shown.at(-1)
  const pointers = await db
    .selectFrom('reading_places')
    .select(['event_id', 'left_event_id'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .executeTakeFirst()
  const newest = await newestOfSources(db, userId, bookId)
  return {
    current: await placeOf(db, pointers?.event_id),
    left: await placeOf(db, pointers?.left_event_id),
    latest: newest,
    sittings: shown.map(({ firstId: _, ...sitting }) => sitting),
    next: isCut && last ? `${last.startedAt}_${last.firstId}` : null,
  }
}

const eventsOf = (db: Db) =>
  db
    .selectFrom('reading_events as e')
    .leftJoin('book_files as f', 'f.id', 'e.file_id')
    .select(['e.id', 'e.fraction', 'e.locator', 'e.source', 'e.device', 'e.at', 'f.public_id as fileId'])

function eventsBefore(db: Db, userId: number, bookId: number, before: string | undefined) {
  let events = eventsOf(db).where('e.user_id', '=', userId).where('e.book_id', '=', bookId)
  if (before !== undefined) {
    const [, at, id] = /^([\dT:.Z-]{24})_(\d{1,15})$/.exec(before) ?? []
    if (!at || !id) throw invalid('places.before', '`before` must be the `next` of a page')
    events = events.where((e) => e(e.refTuple('e.at', 'e.id'), '<', e.tuple(at, Number(id))))
  }
  return events.orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(EVENTS).execute()
}

async function placeOf(db: Db, eventId: number | null | undefined): Promise<KnownPlace | null> {
  if (!eventId) return null
  const event = await eventsOf(db).where('e.id', '=', eventId).executeTakeFirst()
  return event ? toPlace(event) : null
}

async function newestOfSources(db: Db, userId: number, bookId: number): Promise<KnownPlace[]> {
  const sources = await db
    .selectFrom('reading_events')
    .select('source')
    .distinct()
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .limit(MOST_SOURCES)
    .execute()
  const newest = await Promise.all(sources.map(({ source }) => newestOfSource(db, userId, bookId, source)))
  return newest.flatMap((place) => place ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** The last place that a source told of, whatever others told since. */
async function newestOfSource(db: Db, userId: number, bookId: number, source: string): Promise<KnownPlace | undefined> {
  const event = await eventsOf(db)
    .where('e.user_id', '=', userId)
    .where('e.book_id', '=', bookId)
    .where('e.source', '=', source)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return event && toPlace(event)
}

type Event = KnownPlace & { id: number }

const toPlace = ({ id: _, ...place }: Event): KnownPlace => place

type Stretch = Sitting & { firstId: number }

/** Joins reports, given newest first, into sittings. */
export function toSittings(events: readonly Event[]): Stretch[] {
  const sittings: Stretch[] = []
  for (const event of events) {
    const later = sittings.at(-1)
    if (later && isOneSitting(event, later)) {
      Object.assign(later, { startedAt: event.at, startFraction: event.fraction, firstId: event.id })
      continue
    }
    if (later) {
      later.isJumpBack = isJumpBack(event, { ...later, fraction: later.startFraction })
    }
    const { id, ...place } = event
    sittings.push({ ...place, startedAt: event.at, startFraction: event.fraction, isJumpBack: false, firstId: id })
  }
  return sittings
}

const isOneSitting = (earlier: Event, later: Stretch): boolean =>
  earlier.source === later.source &&
  earlier.device === later.device &&
  earlier.fileId === later.fileId &&
  Date.parse(later.startedAt) - Date.parse(earlier.at) <= PAUSE_MS &&
  Math.abs(later.startFraction - earlier.fraction) <= LEAP
