import type { Db, Transaction } from '#database/open.ts'
import type { Bus } from '#kernel/bus.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import { SESSIONS_ENDED, type SessionsEnded } from './sessions.ts'

export interface LiveSessions {
  /** Whether a session that a good token names is still open. */
  isOpen(sessionId: string): Promise<boolean>
  /** Waits until what was noted beside requests is written. */
  settle(): Promise<void>
  close(): void
}

export interface LiveSessionDeps {
  db: Db
  transaction: Transaction
  bus: Pick<Bus, 'subscribe'>
  clock: Clock
  logger: Logger
}

/** So long an ended session may go on where the news of its end was lost (Redis away); else it ends at once. */
const REMEMBERED_MS = 30_000
const USE_NOTED_EVERY_MS = 5 * 60_000
const MOST_REMEMBERED = 5_000

/**
 * Knows which sessions are open, without a query on most requests: what was found open is remembered for a moment, and
 * forgotten when the bus tells that it ended.
 */
export function createLiveSessions({ db, transaction, bus, clock, logger }: LiveSessionDeps): LiveSessions {
  const open = new Map<string, number>()
  const pending = new Set<Promise<void>>()
  let endings = 0
  const stopListening = bus.subscribe(({ topic, data }) => {
    if (topic !== SESSIONS_ENDED) return
    endings += 1
    for (const sessionId of (data as SessionsEnded).sessionIds) open.delete(sessionId)
  })

  /** Beside the request: it must neither wait for a writer nor fail because of this. */
  function noteUse(sessionId: string, lastSeenAt: string, now: Date) {
    if (now.getTime() - Date.parse(lastSeenAt) < USE_NOTED_EVERY_MS) return
    const noted = transaction(async (trx) => {
      await trx
        .updateTable('sessions')
        .set({ last_seen_at: instant(now) })
        .where('public_id', '=', sessionId)
        .execute()
    })
      .catch((error: unknown) => logger.warn({ err: error }, 'the use of a session could not be noted'))
      .finally(() => pending.delete(noted))
    pending.add(noted)
  }

  return {
    async isOpen(sessionId) {
      const now = clock.now()
      if ((open.get(sessionId) ?? 0) > now.getTime()) return true
      const before = endings
      const row = await db
        .selectFrom('sessions')
        .select('last_seen_at')
        .where('public_id', '=', sessionId)
        .executeTakeFirst()
      if (!row) return false
      // One that ended while the answer was on its way is not remembered.
      if (before === endings) {
        if (open.size >= MOST_REMEMBERED) open.delete(open.keys().next().value ?? '')
        open.set(sessionId, now.getTime() + REMEMBERED_MS)
      }
      noteUse(sessionId, row.last_seen_at, now)
      return true
    },
    async settle() {
      await Promise.all(pending)
    },
    close: stopListening,
  }
}
