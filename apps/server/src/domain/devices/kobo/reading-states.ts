import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { KoboStates, ReadState } from '#database/schema.ts'
import { instant, wholeSeconds } from '#kernel/clock.ts'
import { type TranslateDeps, translateCurrentPlace } from '../translate-current-place.ts'
import { stateRevision } from './state-revision.ts'

type Part = Record<string, unknown>

/** The reading state of a book in the words of a device. */
export interface DeviceState {
  /** Public id of the book. */
  publicId: string
  createdAt: string
  lastModified: string
  priorityTimestamp: string
  status: Part
  statistics: Part
  bookmark: Part
  /** The revision that this is of; blank for a book that was never opened. */
  revision: string
}

export interface BookToTell {
  id: number
  publicId: string
  createdAt: string
}

export interface StateDeps extends TranslateDeps {
  dialect: Dialect
}

interface Common {
  book_id: number
  event_id: number | null
  fraction: number | null
  source: string | null
  place_at: string | null
  state: ReadState | null
  state_at: string | null
  revision: string
}

/** Words of one device that became the common place. */
type Told = Pick<Selectable<KoboStates>, 'event_id' | 'bookmark_json'>

/** What a device that has told nothing is told, and the device itself where others told nothing newer. */
export interface ReaderOfStates {
  userId: number
  /** Undefined for a device that was never seen. */
  deviceId: number | undefined
}

/** How a place that another program told is said to a Kobo: only where it is worth reading a book file for it, and time is left. */
export interface Translating {
  /** Milliseconds since 1970. */
  until: number
}

/**
 * The reading states of books for a device (device contract B.10 and B.16): its own words verbatim unless something newer was said, which
 * then is said in its words.
 * @param translating leaves places out that would have to be looked up in a book file
 */
export async function readStates(
  deps: StateDeps,
  { userId, deviceId }: ReaderOfStates,
  books: readonly BookToTell[],
  translating: Translating | null,
): Promise<Map<number, DeviceState>> {
  const ids = books.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const common = await readCommon(deps, userId, ids)
  const own = deviceId === undefined ? new Map() : await readOwn(deps, deviceId, ids)
  const told = await readTold(deps, userId, [...common.values()])
  const states = new Map<number, DeviceState>()
  for (const book of books) {
    const shared = common.get(book.id)
    const mine: Selectable<KoboStates> | undefined = own.get(book.id)
    if (mine && isNewest(mine, shared)) states.set(book.id, ownState(book, mine, shared?.revision ?? ''))
    else if (shared && shared.revision !== '') {
      const bookmark = await commonBookmark(deps, shared, told, translating)
      states.set(book.id, commonState(book, shared, bookmark, mine))
    } else states.set(book.id, neverOpened(book))
  }
  return states
}

async function readCommon({ db, dialect }: StateDeps, userId: number, ids: number[]): Promise<Map<number, Common>> {
  const rows = await db
    .selectFrom('books as b')
    .leftJoin('reading_places as p', (join) => join.onRef('p.book_id', '=', 'b.id').on('p.user_id', '=', userId))
    .leftJoin('reading_states as s', (join) => join.onRef('s.book_id', '=', 'b.id').on('s.user_id', '=', userId))
    .select(['b.id as book_id', 'p.event_id', 'p.fraction', 'p.source', 'p.updated_at as place_at'])
    .select(['s.state', 's.state_at', stateRevision.as('revision')])
    .where(dialect.isAmong('b.id', ids))
    .execute()
  return new Map(rows.map((row) => [row.book_id, row]))
}

async function readOwn({ db, dialect }: StateDeps, deviceId: number, ids: number[]) {
  const rows = await db
    .selectFrom('kobo_states')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where(dialect.isAmong('book_id', ids))
    .execute()
  return new Map(rows.map((row) => [row.book_id, row]))
}

async function readTold({ db, dialect }: StateDeps, userId: number, common: Common[]): Promise<Map<number, Told>> {
  const events = common.flatMap(({ source, event_id }) => (source === 'kobo' && event_id !== null ? [event_id] : []))
  if (events.length === 0) return new Map()
  const rows = await db
    .selectFrom('kobo_states')
    .select(['event_id', 'bookmark_json'])
    .where('user_id', '=', userId)
    .where(dialect.isAmong('event_id', events))
    .execute()
  return new Map(rows.flatMap((row) => (row.event_id === null ? [] : [[row.event_id, row] as const])))
}

const WORDS: Record<ReadState, string> = {
  unread: 'ReadyToRead',
  reading: 'Reading',
  finished: 'Finished',
  abandoned: 'Reading',
}

/** Whether nobody said anything after the device did. */
function isNewest(own: Selectable<KoboStates>, common: Common | undefined): boolean {
  if (!common) return true
  if (common.place_at !== null && common.event_id !== own.event_id && common.place_at > own.at) return false
  const said = own.status_json?.Status
  const isOther = common.state !== null && said !== undefined && WORDS[common.state] !== said
  return !(isOther && common.state_at !== null && common.state_at > own.at)
}

function ownState(book: BookToTell, own: Selectable<KoboStates>, revision: string): DeviceState {
  const { last_modified: lastModified } = own
  return {
    ...book,
    lastModified,
    priorityTimestamp: own.priority_timestamp,
    status: { LastModified: lastModified, Status: 'Reading', TimesStartedReading: 1, ...own.status_json },
    statistics: { LastModified: lastModified, ...own.statistics_json },
    bookmark: { LastModified: lastModified, ...own.bookmark_json },
    revision,
  }
}

function commonState(
  book: BookToTell,
  common: Common,
  bookmark: Part,
  own: Selectable<KoboStates> | undefined,
): DeviceState {
  const newest = [common.place_at, common.state_at, own?.at].reduce<string>((a, b) => (b && b > a ? b : a), '')
  const at = wholeSeconds(newest || book.createdAt)
  const isUnread = (common.state ?? 'unread') === 'unread'
  return {
    ...book,
    lastModified: at,
    priorityTimestamp: at,
    status: {
      TimesStartedReading: isUnread ? 0 : 1,
      ...own?.status_json,
      LastModified: at,
      Status: WORDS[common.state ?? 'unread'],
    },
    statistics: { LastModified: at, ...own?.statistics_json },
    bookmark: { ...bookmark, LastModified: at },
    revision: common.revision,
  }
}

function neverOpened(book: BookToTell): DeviceState {
  const at = wholeSeconds(book.createdAt)
  return {
    ...book,
    lastModified: at,
    priorityTimestamp: at,
    status: { LastModified: at, Status: 'ReadyToRead', TimesStartedReading: 0 },
    statistics: { LastModified: at },
    bookmark: { LastModified: at },
    revision: '',
  }
}

async function commonBookmark(
  deps: StateDeps,
  common: Common,
  told: ReadonlyMap<number, Told>,
  translating: Translating | null,
): Promise<Part> {
  if ((common.state ?? 'unread') === 'unread') return {}
  // Wherever somebody looks something up afterwards, a finished book stays finished.
  if (common.state === 'finished') return { ProgressPercent: 100 }
  if (common.event_id === null || common.fraction === null) return {}
  const words = told.get(common.event_id)?.bookmark_json
  const share = { ProgressPercent: Math.round(common.fraction * 100) }
  if (words) return { ...words, ...share }
  if (!translating || Date.now() > translating.until) return share
  const place = await translateCurrentPlace(deps, common.event_id, null)
  if (!place?.span) return share
  return {
    ...share,
    ContentSourceProgressPercent: Math.round(place.share * 100),
    Location: { Source: place.document, Type: 'KoboSpan', Value: place.span },
  }
}

/** An instant of a device as it counts in the order of things: a clock that runs ahead, or never was set, counts as now (0.3). */
export function effectiveAt(text: string | undefined, now: Date): string {
  const at = text === undefined ? new Date(Number.NaN) : new Date(text)
  const isBelievable = at.getTime() >= EARLIEST && at.getTime() <= now.getTime() + AHEAD_MS
  if (!isBelievable) return instant(now)
  return at > now ? instant(now) : instant(at)
}

const EARLIEST = Date.UTC(2015, 0, 1)
const AHEAD_MS = 5 * 60_000
