import { sql } from 'kysely'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { type Clock, instant, wholeSeconds } from '#kernel/clock.ts'
import type { FeedReader } from './feed-places.ts'

export interface FeedRevision {
  /** Another text whenever anything that the reader's catalogue shows is different. */
  state: string
  /** Since when it is so. Whole seconds, and later with every change, so that caches by date are right, too. */
  changedAt: string
}

interface Kept {
  state: string
  changed_at: string
}

/**
 * Since when the catalogue of a reader is as it is (device contract A.9). KOReader keeps feeds by this time: if it did not move with a
 * deletion, the book would be shown until the next start.
 */
export async function readFeedRevision(
  { db, transaction, clock }: { db: Db; transaction: Transaction; clock: Clock },
  reader: FeedReader,
): Promise<FeedRevision> {
  const { userId } = reader
  const { state, kept } = await readState(db, reader)
  if (kept?.state === state) return { state, changedAt: wholeSeconds(kept.changed_at) }
  return transaction(async (trx) => {
    const before = await findKept(trx, userId)
    if (before?.state === state) return { state, changedAt: wholeSeconds(before.changed_at) }
    const now = Math.floor(clock.now().getTime() / 1000) * 1000
    const changedAt = instant(new Date(before ? Math.max(now, Date.parse(before.changed_at) + 1000) : now))
    await trx
      .insertInto('feed_revisions')
      .values({ user_id: userId, state, changed_at: changedAt })
      .onConflict((c) => c.column('user_id').doUpdateSet({ state, changed_at: changedAt }))
      .execute()
    return { state, changedAt: wholeSeconds(changedAt) }
  })
}

async function readState(db: Db, { userId, scope }: FeedReader): Promise<{ state: string; kept: Kept | undefined }> {
  const { rows } = await sql<Record<string, string | number | null>>`
    select r.revision as catalogue,
      (select revision from reading_revisions where user_id = ${userId}) as reading,
      (select max(event_id) from reading_places where user_id = ${userId}) as place,
      (select count(*) from reading_lists where user_id = ${userId}) as lists,
      (select max(updated_at) from reading_lists where user_id = ${userId}) as "listsAt",
      (select count(*) from libraries) as libraries,
      (select max(updated_at) from libraries) as "librariesAt"
    from catalogue_revision as r`.execute(db)
  // Whoever becomes an administrator, or ceases to be one, sees another catalogue though no book changed.
  const seen = scope === null ? [] : [scope]
  return { state: JSON.stringify([...Object.values(rows[0] ?? {}), ...seen]), kept: await findKept(db, userId) }
}

const findKept = (db: Db | Trx, userId: number): Promise<Kept | undefined> =>
  db.selectFrom('feed_revisions').select(['state', 'changed_at']).where('user_id', '=', userId).executeTakeFirst()
