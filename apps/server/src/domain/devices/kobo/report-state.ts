import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction, Trx } from '#database/open.ts'
import type { KoboStates } from '#database/schema.ts'
import { holdReading } from '#domain/reading/hold-reading.ts'
import { recordPlace } from '#domain/reading/places.ts'
import { toldState } from '#domain/reading/state-rules.ts'
import { changeState, findStanding } from '#domain/reading/state-store.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { acknowledgeBook } from './ledger.ts'
import { effectiveAt } from './reading-states.ts'
import { revisionOf } from './state-revision.ts'
import type { ToldState } from './told-state.ts'
import { unsettle } from './unsettle.ts'

export interface Reporter {
  userId: number
  deviceId: number
  /** As its owner calls it. */
  name: string
}

type OwnState = Selectable<KoboStates>

/** So soon after a download a reader stands at the cover because it opened the book there (device contract B.10). */
const COVER_MS = 10 * 60_000
const COVER_PERCENT = 1

/**
 * Keeps what a device says of a book: in its own words, and as part of the ledger of reading, in which the newest reading wins. What was
 * said before and is repeated changes nothing.
 */
export async function reportState(
  { dialect, transaction, clock }: { dialect: Dialect; transaction: Transaction; clock: Clock },
  reporter: Reporter,
  book: { id: number; fileId: number | null },
  told: ToldState,
): Promise<void> {
  const now = clock.now()
  const at = effectiveAt(told.at, now)
  await transaction(async (trx) => {
    await holdReading(trx, dialect, reporter.userId)
    await acknowledgeBook(trx, reporter.deviceId, book.id)
    const own = await findOwn(trx, reporter.deviceId, book.id)
    if (own && isRepeated(own, told, at)) return
    if (await isCoverAfterDownload(trx, reporter, book.id, told, now)) return
    const isNewest = !own || own.at <= at
    const record =
      isNewest || told.percent !== undefined
        ? await recordTold(trx, reporter, book, own, told, at, instant(now))
        : undefined
    if (isNewest) await keepOwn(trx, reporter, book.id, own, told, { at, now: instant(now), eventId: record?.eventId })
    if (record?.isCurrent) await noteKnown(trx, reporter, book.id)
  })
}

const findOwn = (trx: Trx, deviceId: number, bookId: number): Promise<OwnState | undefined> =>
  trx
    .selectFrom('kobo_states')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('book_id', '=', bookId)
    .executeTakeFirst()

function isRepeated(own: OwnState, told: ToldState, at: string): boolean {
  const isSame = (before: unknown, now: unknown) => now === undefined || JSON.stringify(before) === JSON.stringify(now)
  const isSameTime = told.lastModified === own.last_modified && (told.at !== undefined || at === own.at)
  return (
    isSameTime &&
    isSame(own.bookmark_json, storedBookmark(told)) &&
    isSame(own.statistics_json, told.statistics) &&
    isSame(own.status_json, told.status)
  )
}

/** A finished book is told with the place of its first document, which means nothing (device contract B.10, rule 6). */
function storedBookmark({ word, bookmark }: ToldState): ToldState['bookmark'] {
  if (word !== 'Finished') return bookmark
  const { Location: _, ContentSourceProgressPercent: __, ...kept } = bookmark ?? {}
  return { ...kept, ProgressPercent: 100 }
}

async function isCoverAfterDownload(
  trx: Trx,
  { userId, deviceId }: Reporter,
  bookId: number,
  { percent, word }: ToldState,
  now: Date,
): Promise<boolean> {
  if (percent === undefined || percent > COVER_PERCENT || word === 'Finished') return false
  const row = await trx
    .selectFrom('kobo_ledger as l')
    .innerJoin('reading_places as p', 'p.book_id', 'l.book_id')
    .select(['l.id', 'l.downloaded_at', 'p.fraction'])
    .where('l.device_id', '=', deviceId)
    .where('l.book_id', '=', bookId)
    .where('p.user_id', '=', userId)
    .executeTakeFirst()
  const isFresh = row?.downloaded_at ? now.getTime() - Date.parse(row.downloaded_at) < COVER_MS : false
  if (!row || !isFresh || row.fraction * 100 <= percent) return false
  await trx
    .updateTable('kobo_ledger')
    .set({ has_latch: true, told_session_id: null })
    .where('id', '=', row.id)
    .execute()
  await unsettle(trx, deviceId, 'states')
  return true
}

/** @returns undefined where there is nothing that the ledger of reading does not know */
async function recordTold(
  trx: Trx,
  { userId, name }: Reporter,
  book: { id: number; fileId: number | null },
  own: OwnState | undefined,
  told: ToldState,
  at: string,
  now: string,
): Promise<{ eventId?: number; isCurrent: boolean } | undefined> {
  const { word, percent, location } = told
  const base = { userId, bookId: book.id, fileKey: book.fileId, source: 'kobo', device: name, at, now }
  if (word === 'Finished') return recordPlace(trx, { ...base, fraction: 1, locator: null, state: 'finished' })
  if (word === 'ReadyToRead') return recordUnread(trx, base)
  const isMoved =
    percent !== undefined &&
    (!own || JSON.stringify(own.bookmark_json) !== JSON.stringify(told.bookmark) || own.at !== at)
  if (isMoved) {
    const locator = location ? `${location.source.replace(/#.*$/s, '')}#${location.span}` : null
    const state = word === 'Reading' ? { state: 'reading' as const } : {}
    return recordPlace(trx, { ...base, fraction: percent / 100, locator, ...state })
  }
  if (word !== 'Reading') return undefined
  const standing = await findStanding(trx, userId, book.id)
  const to = toldState(standing, { state: 'reading', at })
  if (!to) return undefined
  await changeState(trx, { userId, bookId: book.id, from: standing?.state ?? 'unread', to, at })
  return { isCurrent: true }
}

/** The owner marked the book as unread; a book that never was anything else needs no record of it. */
async function recordUnread(
  trx: Trx,
  base: Omit<Parameters<typeof recordPlace>[1], 'fraction'>,
): Promise<{ eventId?: number; isCurrent: boolean } | undefined> {
  const standing = await findStanding(trx, base.userId, base.bookId)
  if ((standing?.state ?? 'unread') === 'unread') return undefined
  const place = await recordPlace(trx, { ...base, fraction: 0, locator: null, state: 'unread', isDeliberate: true })
  if (!place.isCurrent) return place
  // A state that was said by hand a moment ago is younger than the place; the newest word counts all the same.
  const after = await findStanding(trx, base.userId, base.bookId)
  const to = toldState(after, { state: 'unread', at: base.at })
  if (to) await changeState(trx, { ...base, from: after?.state ?? 'unread', to })
  return place
}

async function keepOwn(
  trx: Trx,
  { userId, deviceId }: Reporter,
  bookId: number,
  own: OwnState | undefined,
  told: ToldState,
  { at, now, eventId }: { at: string; now: string; eventId: number | undefined },
): Promise<void> {
  const bookmark = storedBookmark(told)
  const state = {
    event_id: eventId ?? own?.event_id ?? null,
    bookmark_json: bookmark ?? own?.bookmark_json ?? null,
    statistics_json: told.statistics ?? own?.statistics_json ?? null,
    status_json: told.status ?? own?.status_json ?? null,
    last_modified: told.lastModified,
    priority_timestamp: told.priorityTimestamp,
    at,
    updated_at: now,
  }
  await trx
    .insertInto('kobo_states')
    .values({ device_id: deviceId, user_id: userId, book_id: bookId, ...state })
    .onConflict((c) => c.columns(['device_id', 'book_id']).doUpdateSet(state))
    .execute()
}

/** What a device told itself it need not be told. */
async function noteKnown(trx: Trx, { userId, deviceId }: Reporter, bookId: number): Promise<void> {
  const revision = await revisionOf(trx, userId, bookId)
  await trx
    .updateTable('kobo_ledger')
    .set({ state_rev: revision, has_latch: false, told_session_id: null })
    .where('device_id', '=', deviceId)
    .where('book_id', '=', bookId)
    .execute()
}
