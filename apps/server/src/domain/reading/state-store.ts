import { sql } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'
import { invalid } from '#kernel/errors.ts'
import type { Standing } from './state-rules.ts'

export interface ReadThrough {
  startedAt: string | null
  endedAt: string | null
  outcome: 'finished' | 'abandoned' | null
}

/** What a book is to its reader. */
export interface ReadingState {
  state: ReadState
  rating: number | null
  /** Every time through the book, the newest first. */
  reads: ReadThrough[]
}

/** Nobody reads a book more often; and if somebody does, the last times count. */
export const MOST_READS = 50

export const findStanding = (db: Db | Trx, userId: number, bookId: number): Promise<Standing | undefined> =>
  db
    .selectFrom('reading_states')
    .select(['state', 'state_at as at'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .executeTakeFirst()

export async function findReadingState(db: Db | Trx, userId: number, bookId: number): Promise<ReadingState> {
  const row = await db
    .selectFrom('reading_states')
    .select(['state', 'rating'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .executeTakeFirst()
  const reads = await db
    .selectFrom('read_throughs')
    .select(['started_at as startedAt', 'ended_at as endedAt', 'outcome'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .orderBy('id', 'desc')
    .limit(MOST_READS)
    .execute()
  return { state: row?.state ?? 'unread', rating: row?.rating ?? null, reads }
}

interface Change {
  userId: number
  bookId: number
  from: ReadState
  to: ReadState
  /** From when the state holds. */
  at: string
  /** Of the time through that this is about; undefined leaves or finds them. */
  startedAt?: string | null | undefined
  endedAt?: string | null | undefined
}

/** Brings a book to another state, and the newest time through it with it. @throws invalid for an end before the start */
export async function changeState(trx: Trx, change: Change): Promise<void> {
  const { userId, bookId, from, to, at } = change
  await trx
    .insertInto('reading_states')
    .values({ user_id: userId, book_id: bookId, state: to, state_at: at, rating: null })
    .onConflict((c) => c.columns(['user_id', 'book_id']).doUpdateSet({ state: to, state_at: at }))
    .execute()
  if (from !== to) await touchRevision(trx, userId)
  await keepReadThrough(trx, change)
}

async function keepReadThrough(trx: Trx, { userId, bookId, from, to, at, startedAt, endedAt }: Change): Promise<void> {
  const newest = await trx
    .selectFrom('read_throughs')
    .select(['id', 'started_at', 'ended_at'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  // Unread by now: what was before belongs to earlier times, and the next begins anew.
  const current = from === 'unread' ? undefined : newest
  if (to === 'unread') {
    if (current) await trx.deleteFrom('read_throughs').where('id', '=', current.id).execute()
    return
  }
  const isGoingOn = to === 'reading'
  const isAgain = isGoingOn && from === 'finished'
  const read = {
    started_at: startedAt !== undefined ? startedAt : current && !isAgain ? current.started_at : isGoingOn ? at : null,
    ended_at: isGoingOn ? null : endedAt !== undefined ? endedAt : from === to && current ? current.ended_at : at,
    outcome: isGoingOn ? null : to,
  }
  if (read.started_at && read.ended_at && read.ended_at < read.started_at) {
    throw invalid('state.dates', 'a book cannot be finished before it was begun')
  }
  if (current && !isAgain) await trx.updateTable('read_throughs').set(read).where('id', '=', current.id).execute()
  else {
    await trx
      .insertInto('read_throughs')
      .values({ user_id: userId, book_id: bookId, ...read })
      .execute()
  }
}

/** Lists by state and rating that are remembered hold for one number of these. */
export async function touchRevision(trx: Trx, userId: number): Promise<void> {
  await trx
    .insertInto('reading_revisions')
    .values({ user_id: userId, revision: 1 })
    .onConflict((c) => c.column('user_id').doUpdateSet({ revision: sql`reading_revisions.revision + 1` }))
    .execute()
}
