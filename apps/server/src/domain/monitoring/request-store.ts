import type { Selectable } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { BookRequests, RequestState } from '#database/schema.ts'
import { readSettings } from '#domain/settings/settings-store.ts'
import { instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'

/** A request with whom it is of, who decided, and the book that it became. */
export type RequestRow = Selectable<BookRequests> & {
  asked_public_id: string
  asked_name: string
  decided_name: string | null
  book_public_id: string | null
  has_book_files: boolean | null
}

const requests = (db: Db | Trx) =>
  db
    .selectFrom('book_requests as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .leftJoin('users as d', 'd.id', 'r.decided_by_user_id')
    .leftJoin('books as b', (on) => on.onRef('b.id', '=', 'r.book_id').on('b.is_library_visible', '=', true))
    .selectAll('r')
    .select(['u.public_id as asked_public_id', 'u.name as asked_name', 'd.name as decided_name'])
    .select(['b.public_id as book_public_id', 'b.has_files as has_book_files'])

export interface RequestFilter {
  /** Left out, those of everybody. */
  userId?: number | undefined
  state?: RequestState | undefined
}

/** A page of requests, the newest first, and how many there are. */
export async function listRequests(
  db: Db,
  { userId, state }: RequestFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: RequestRow[]; total: number }> {
  let rows = requests(db)
  let counted = db.selectFrom('book_requests as r').select((e) => e.fn.countAll<number>().as('total'))
  if (userId !== undefined) {
    rows = rows.where('r.user_id', '=', userId)
    counted = counted.where('r.user_id', '=', userId)
  }
  if (state !== undefined) {
    rows = rows.where('r.state', '=', state)
    counted = counted.where('r.state', '=', state)
  }
  const items = await rows.orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(limit).offset(offset).execute()
  const { total } = await counted.executeTakeFirstOrThrow()
  return { items, total: Number(total) }
}

/** Whether somebody asked for a book that is not here and that nobody has declined. */
export async function waitsForRequest(db: Db, userId: number): Promise<boolean> {
  const waiting = await requests(db)
    .where('r.user_id', '=', userId)
    .where('r.state', 'in', ['open', 'approved'])
    .where((e) => e.or([e('b.has_files', 'is', null), e('b.has_files', '=', false)]))
    .limit(1)
    .executeTakeFirst()
  return waiting !== undefined
}

/**
 * @param userId whose it has to be; left out, anybody's
 * @throws not-found, also for one of somebody else
 */
export async function requestOrThrow(db: Db | Trx, publicId: string, userId?: number): Promise<RequestRow> {
  const row = await requests(db).where('r.public_id', '=', publicId).executeTakeFirst()
  if (!row || (userId !== undefined && row.user_id !== userId)) throw notFound('request', publicId)
  return row
}

export interface RequestQuota {
  /** Null is without an end. */
  most: number | null
  days: number
  used: number
}

const MOST = 20
const DAYS = 30
const DAY_MS = 86_400_000

/** How many books somebody may ask for, and has asked for; what they withdrew does not count. The limit 0 is none. */
export async function readQuota(db: Db | Trx, userId: number, now: Date): Promise<RequestQuota> {
  const set = await readSettings(db, ['requests.limit', 'requests.days'])
  const limit = /^\d{1,6}$/.test(set['requests.limit'] ?? '') ? Number(set['requests.limit']) : MOST
  const days = Number(set['requests.days']) > 0 ? Number(set['requests.days']) : DAYS
  const { used } = await db
    .selectFrom('book_requests')
    .select((e) => e.fn.countAll<number>().as('used'))
    .where('user_id', '=', userId)
    .where('created_at', '>', instant(new Date(now.getTime() - days * DAY_MS)))
    .where('state', '<>', 'withdrawn')
    .executeTakeFirstOrThrow()
  return { most: limit === 0 ? null : limit, days, used: Number(used) }
}
