import type { Database, Db, Transaction, Trx } from '#database/open.ts'
import type { Bus } from '#kernel/bus.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { LIFETIME_SECONDS } from './tokens.ts'

/** What pages and the gate hear when sessions end: their public ids. */
export const SESSIONS_ENDED = 'sessions-ended'
export interface SessionsEnded {
  sessionIds: string[]
}

/** More browsers than anybody has; the one that was not used for longest makes room. */
const MOST_SESSIONS = 100
const LONGEST_AGENT = 400

export interface Session {
  public_id: string
  user_agent: string
  address: string
  created_at: string
  last_seen_at: string
}

export interface SessionDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  bus: Pick<Bus, 'publish'>
  clock: Clock
}

export interface Device {
  userAgent: string
  address: string
}

/** Opens a session for somebody who has just proved who they are. @returns its public id */
export async function openSession(
  { database, transaction, clock }: SessionDeps,
  { userId, device }: { userId: number; device: Device },
): Promise<string> {
  const now = clock.now()
  const publicId = database.dialect.newPublicId()
  await transaction(async (trx) => {
    await trx.deleteFrom('sessions').where('expires_at', '<=', instant(now)).execute()
    await makeRoom(trx, userId)
    await trx
      .insertInto('sessions')
      .values({
        public_id: publicId,
        user_id: userId,
        user_agent: device.userAgent.slice(0, LONGEST_AGENT),
        address: device.address,
        created_at: instant(now),
        last_seen_at: instant(now),
        expires_at: expiryOf(now),
      })
      .execute()
  })
  return publicId
}

/** As long as the token that goes with it. */
const expiryOf = (now: Date) => instant(new Date(now.getTime() + LIFETIME_SECONDS * 1000))

/** Lets a session that is in use live on, together with the new token that its browser gets. */
export async function prolongSession(
  { transaction, clock }: Pick<SessionDeps, 'transaction' | 'clock'>,
  sessionId: string,
): Promise<void> {
  const now = clock.now()
  await transaction(async (trx) => {
    await trx
      .updateTable('sessions')
      .set({ last_seen_at: instant(now), expires_at: expiryOf(now) })
      .where('public_id', '=', sessionId)
      .execute()
  })
}

async function makeRoom(trx: Trx, userId: number): Promise<void> {
  const kept = trx
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SESSIONS - 1)
  await trx.deleteFrom('sessions').where('user_id', '=', userId).where('id', 'not in', kept).execute()
}

/** Open sessions of an account, the one used last first. */
export const listSessions = (db: Db, userId: number, now: Date): Promise<Session[]> =>
  db
    .selectFrom('sessions')
    .select(['public_id', 'user_agent', 'address', 'created_at', 'last_seen_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', instant(now))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SESSIONS)
    .execute()

/**
 * Signs a browser of an account out.
 * @throws DomainError `not-found`, also for a session of somebody else
 */
export async function endSession(
  deps: Pick<SessionDeps, 'transaction' | 'bus'>,
  { userId, sessionId }: { userId: number; sessionId: string },
): Promise<void> {
  const ended = await end(deps, userId, (row) => row === sessionId)
  if (ended === 0) throw notFound('session', sessionId)
}

/** Signs every browser of an account out, but for one where it is named. */
export const endSessions = (
  deps: Pick<SessionDeps, 'transaction' | 'bus'>,
  { userId, except = null }: { userId: number; except?: string | null },
): Promise<number> => end(deps, userId, (row) => row !== except)

async function end(
  { transaction, bus }: Pick<SessionDeps, 'transaction' | 'bus'>,
  userId: number,
  isMeant: (publicId: string) => boolean,
): Promise<number> {
  const sessionIds = await transaction(async (trx) => {
    const rows = await trx.selectFrom('sessions').select('public_id').where('user_id', '=', userId).execute()
    const meant = rows.map((row) => row.public_id).filter(isMeant)
    if (meant.length > 0) await trx.deleteFrom('sessions').where('public_id', 'in', meant).execute()
    return meant
  })
  tellEnded(bus, userId, sessionIds)
  return sessionIds.length
}

/** Tells every process, and the open pages of the account, that sessions are no more; after the commit. */
export function tellEnded(bus: Pick<Bus, 'publish'>, userId: number, sessionIds: string[]): void {
  if (sessionIds.length === 0) return
  bus.publish({ topic: SESSIONS_ENDED, userId, data: { sessionIds } satisfies SessionsEnded })
}
