import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { unavailable } from '#kernel/errors.ts'
import { isSettled, type KoboCaller, type KoboDevice, type KoboSession } from './caller.ts'
import { changedCollections } from './collections.ts'
import { acknowledgePages } from './ledger.ts'
import { holdSync, Overtaken } from './overtaken.ts'
import { type BuiltPage, buildPage, type PageDeps } from './page.ts'
import { EMPTY_PLAN, isEmptyPlan, makePlan } from './plan.ts'
import { adoptBooks, resetLedger, seedLedger } from './reset.ts'
import { baseHash, deviceHash, type GivenCursor, readCursor, writeCursor } from './sync-cursor.ts'

export interface SyncDeps extends PageDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

export interface SyncRequest {
  /** As the device sent it. */
  cursor: string | undefined
  isRecentFirst: boolean
  /** Who calls, as it stands by now: another request of the device may have gone on. */
  again(): Promise<KoboCaller | undefined>
}

export interface SyncAnswer extends BuiltPage {
  cursor: string
  hasMore: boolean
  /** The session whose page this is; null where nothing is new. */
  sessionId: number | null
}

/** So long somebody who repeats the cursor with which a sync began means to go on with it. */
const GOES_ON_MS = 120_000
/** So soon after a sync that arrived, a cursor that is left out was forgotten, and the device was not set up anew. */
const FORGOTTEN_MS = 15 * 60_000
const SESSION_MS = 30 * 60_000
/** Books whose facts are taken as known in one go; the others follow with the next sync. */
const ADOPTED_AT_ONCE = 1_000

/** A device has two requests at once, rarely three; whoever loses so often is told to come back. */
const MOST_TRIES = 8

/**
 * The next page of a sync (device contract B.7). Requests of one device that come at once are given one page each; it is cheaper to let
 * them come one after the other. Whoever calls tells breakOff() where the answer did not get to its end.
 * @throws unavailable where other requests of the device are faster all the time
 */
export async function syncPage(
  deps: SyncDeps,
  caller: KoboCaller,
  device: KoboDevice,
  request: SyncRequest,
): Promise<SyncAnswer> {
  let current = { caller, device }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      return await givePage(deps, current.caller, current.device, request)
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
    }
    const now = await request.again()
    if (!now?.device) break
    current = { caller: now, device: now.device }
  }
  throw unavailable('kobo.overtaken', 'this reader asks for its books several times at once; it has to ask again')
}

async function givePage(
  deps: SyncDeps,
  caller: KoboCaller,
  device: KoboDevice,
  request: SyncRequest,
): Promise<SyncAnswer> {
  const given = readCursor(request.cursor)
  const { session } = caller
  if (session && isNothingNew(caller, device, session, given)) return nothingNew(caller, session)
  const next = await acknowledge(deps, caller, device, given, request.cursor)
  if (next.goOn) return issue(deps, caller, next.device, next.goOn.session, next.goOn.page)
  return begin(deps, caller, next.device, request)
}

/** Everything was told and has arrived, and what it depends on is as it was: the usual case, and the cheap one. */
function isNothingNew(caller: KoboCaller, device: KoboDevice, session: KoboSession, given: GivenCursor): boolean {
  return (
    given.kind === 'ours' &&
    isOwn(caller, given) &&
    given.cursor.session === session.public_id &&
    session.is_ended &&
    session.acknowledged_page >= session.pages_json.length &&
    given.cursor.page >= session.pages_json.length &&
    isSettled(device.settled_json, caller.current)
  )
}

const isOwn = ({ tokenId, deviceKey }: KoboCaller, { cursor }: GivenCursor & { kind: 'ours' }) =>
  cursor.device === deviceHash(tokenId, deviceKey)

function nothingNew(caller: KoboCaller, session: KoboSession): SyncAnswer {
  return { elements: [], cursor: cursorOf(caller, session, session.pages_json.length), hasMore: false, sessionId: null }
}

const cursorOf = ({ tokenId, deviceKey }: KoboCaller, { public_id }: { public_id: string }, page: number) =>
  writeCursor({ device: deviceHash(tokenId, deviceKey), session: public_id, page })

interface Next {
  device: KoboDevice
  /** Undefined where a new session begins. */
  goOn?: { session: KoboSession; page: number }
}

/** Takes in what the cursor says has arrived, and finds out what the device wants next. */
async function acknowledge(
  deps: SyncDeps,
  caller: KoboCaller,
  device: KoboDevice,
  given: GivenCursor,
  text: string | undefined,
): Promise<Next> {
  const now = deps.clock.now()
  const { session } = caller
  if (given.kind === 'ours' && isOwn(caller, given)) {
    const seen = await acknowledgeCursor(deps, caller, device, given.cursor.session, given.cursor.page, now)
    if (seen.goOn) return seen
    // The same cursor may be the one with which the session began.
    return repeatedBase(session, seen.device, text, now) ?? { device: seen.device }
  }
  const repeated = repeatedBase(session, device, text, now)
  if (repeated) return repeated
  if (given.kind === 'none' && !isAgo(device.acknowledged_at, FORGOTTEN_MS, now)) {
    await deps.transaction((trx) => resetLedger(trx, device.id))
    return { device: { ...device, settled_json: null } }
  }
  if (given.kind === 'foreign' && given.knownUntil !== null) await seedLedger(deps, caller, device.id, given.knownUntil)
  return { device }
}

/** Whether an instant lies no longer ago than that. */
const isAgo = (at: string | null, ms: number, now: Date) => at !== null && now.getTime() - Date.parse(at) <= ms

/** The device repeats the cursor with which the session began: it goes on, or it is one that sends new ones and tries once more. */
function repeatedBase(
  session: KoboSession | undefined,
  device: KoboDevice,
  text: string | undefined,
  now: Date,
): Next | undefined {
  if (!session || session.is_ended) return undefined
  if (session.base_hash !== baseHash(text) || !isAgo(session.answered_at, GOES_ON_MS, now)) return undefined
  const given = session.pages_json.length
  // Where no page was given yet, another request has just begun the session.
  const page = device.has_new_tokens ? Math.max(given, 1) : given + 1
  return { device, goOn: { session, page } }
}

async function acknowledgeCursor(
  deps: SyncDeps,
  caller: KoboCaller,
  device: KoboDevice,
  sessionPublicId: string,
  page: number,
  now: Date,
): Promise<Next> {
  const { session: newest } = caller
  const session =
    newest?.public_id === sessionPublicId ? newest : await findSession(deps.db, device.id, sessionPublicId)
  if (!session || page > session.pages_json.length) return { device }
  const isNewest = session.id === newest?.id
  const isLearned = isNewest && !session.is_ended && page > 0 && !device.has_new_tokens
  if (page > session.acknowledged_page || isLearned) {
    const at = instant(now)
    const isWhole = session.is_ended && page === session.pages_json.length
    await deps.transaction(async (trx) => {
      await acknowledgePages(trx, { sessionId: session.id, page })
      await trx.updateTable('kobo_sessions').set({ acknowledged_page: page }).where('id', '=', session.id).execute()
      await trx
        .updateTable('kobo_devices')
        .set({
          acknowledged_at: at,
          ...(isWhole ? { last_sync_at: at } : {}),
          ...(isLearned ? { has_new_tokens: true } : {}),
        })
        .where('id', '=', device.id)
        .execute()
    })
  }
  const seen = { ...device, acknowledged_at: instant(now), has_new_tokens: device.has_new_tokens || isLearned }
  const isOpen = isNewest && isAgo(session.answered_at ?? instant(now), SESSION_MS, now)
  const isOutstanding = page < session.pages_json.length ? page >= session.acknowledged_page : !session.is_ended
  return isOpen && isOutstanding ? { device: seen, goOn: { session, page: page + 1 } } : { device: seen }
}

const findSession = (db: Db, deviceId: number, publicId: string): Promise<KoboSession | undefined> =>
  db
    .selectFrom('kobo_sessions')
    .select(['id', 'public_id', 'base_hash', 'pages_json', 'acknowledged_page', 'is_ended', 'answered_at'])
    .where('device_id', '=', deviceId)
    .where('public_id', '=', publicId)
    .executeTakeFirst()

/** A new session over the ledger; where there is nothing to tell, none is needed. */
async function begin(
  deps: SyncDeps,
  caller: KoboCaller,
  device: KoboDevice,
  { cursor, isRecentFirst }: SyncRequest,
): Promise<SyncAnswer> {
  const { plan, adopted } = await makePlan(deps, caller, device, { isRecentFirst })
  const where = { tokenId: caller.tokenId, deviceId: device.id, sessionId: null }
  const isEmpty = isEmptyPlan(plan) && (await changedCollections(deps.db, where)).length === 0
  const isAllKnown = isEmpty && adopted.length <= ADOPTED_AT_ONCE
  const now = instant(deps.clock.now())
  const settled = isAllKnown ? { settled_json: caller.current, last_sync_at: now } : {}
  const known = caller.session
  if (isEmpty && known?.is_ended && known.acknowledged_page >= known.pages_json.length) {
    await deps.transaction(async (trx) => {
      await adoptBooks(trx, device.id, adopted.slice(0, ADOPTED_AT_ONCE))
      if (isAllKnown) await trx.updateTable('kobo_devices').set(settled).where('id', '=', device.id).execute()
    })
    return nothingNew(caller, known)
  }
  const session = await deps.transaction(async (trx) => {
    await holdSync(trx, deps.dialect, device.id, known)
    await adoptBooks(trx, device.id, adopted.slice(0, ADOPTED_AT_ONCE))
    return openSession(trx, deps.dialect, device.id, {
      base_hash: baseHash(cursor),
      plan_json: isEmpty ? EMPTY_PLAN : plan,
      is_ended: isEmpty,
      settled,
      now,
    })
  })
  return isEmpty ? nothingNew(caller, session) : issue(deps, caller, device, session, 1)
}

interface NewSession {
  base_hash: string
  plan_json: typeof EMPTY_PLAN
  is_ended: boolean
  settled: object
  now: string
}

/** Older sessions say nothing any more, but their cursors may still come back; the last few are kept. */
const KEPT_SESSIONS = 5

async function openSession(
  trx: Trx,
  dialect: Dialect,
  deviceId: number,
  { settled, now, ...row }: NewSession,
): Promise<KoboSession> {
  const session = await trx
    .insertInto('kobo_sessions')
    .values({
      ...row,
      public_id: dialect.newPublicId().replaceAll('-', ''),
      device_id: deviceId,
      pages_json: [],
      answered_at: now,
      created_at: now,
    })
    .returning(['id', 'public_id', 'base_hash', 'pages_json', 'acknowledged_page', 'is_ended', 'answered_at'])
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('kobo_devices')
    .set({ ...settled, session_id: session.id })
    .where('id', '=', deviceId)
    .execute()
  const kept = trx
    .selectFrom('kobo_sessions')
    .select('id')
    .where('device_id', '=', deviceId)
    .orderBy('id', 'desc')
    .limit(KEPT_SESSIONS)
  await trx.deleteFrom('kobo_sessions').where('device_id', '=', deviceId).where('id', 'not in', kept).execute()
  return session
}

async function issue(
  deps: SyncDeps,
  caller: KoboCaller,
  device: KoboDevice,
  session: KoboSession,
  page: number,
): Promise<SyncAnswer> {
  const { hasMore, ...built } = await buildPage(deps, caller, device, session, page)
  return { ...built, cursor: cursorOf(caller, session, page), hasMore, sessionId: session.id }
}

/** The answer did not get to its end: what it held is offered again, and repeating the cursor does not mean going on. */
export async function breakOff({ transaction }: Pick<SyncDeps, 'transaction'>, sessionId: number): Promise<void> {
  await transaction((trx) =>
    trx.updateTable('kobo_sessions').set({ answered_at: null }).where('id', '=', sessionId).execute(),
  )
}
