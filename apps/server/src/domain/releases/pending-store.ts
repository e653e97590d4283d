import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { PendingReleases } from '#database/schema.ts'
import { type OwnerScope, ownBookIds } from '#domain/catalog/owner-scope.ts'
import { notFound } from '#kernel/errors.ts'
import type { Slot } from './formats.ts'
import { ageInMinutes, type PendingRelease } from './pending.ts'
import type { Release } from './release.ts'

export type PendingRow = Omit<Selectable<PendingReleases>, 'release_json'> & { release_json: Release }

const MOST_LISTED = 10_000
const MOST_DUE = 500
const DAYS_KEPT = 14

const read = (db: Db | Trx) => db.selectFrom('pending_releases').selectAll().$castTo<PendingRow>()

/** Those of books that somebody sees, the newest first. */
export const listPending = (db: Db, scope: OwnerScope = null): Promise<PendingRow[]> =>
  read(db)
    .$if(scope !== null, (rows) => rows.where('book_id', 'in', ownBookIds(db, scope ?? 0)))
    .orderBy('first_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute()

/** @throws not-found */
export async function findPendingOrThrow(db: Db | Trx, id: number): Promise<PendingRow> {
  const row = await read(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('pending release', id)
  return row
}

/** When the held releases of a book were first seen, by GUID. */
export async function firstSeenOf(db: Db, bookId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('pending_releases')
    .select(['guid', 'first_seen_at'])
    .where('book_id', '=', bookId)
    .execute()
  return new Map(rows.map(({ guid, first_seen_at }) => [guid, first_seen_at]))
}

/** Those whose time has come. */
export const duePending = (db: Db, now: Date): Promise<PendingRow[]> =>
  read(db).where('retry_at', '<=', now.toISOString()).orderBy('retry_at').limit(MOST_DUE).execute()

/** Holds a release; one that is held already keeps when it was first seen. */
export async function holdRelease(trx: Trx, bookId: number, held: PendingRelease, now: Date): Promise<void> {
  const { slot, release, format, formatScore, reason, firstSeenAt, dueAt } = held
  await trx
    .insertInto('pending_releases')
    .values({
      guid: release.guid,
      book_id: bookId,
      slot,
      title: release.title,
      indexer_id: release.indexerId || null,
      protocol: release.protocol,
      size_bytes: release.sizeBytes,
      age_minutes: ageInMinutes(release, firstSeenAt, now),
      quality: format ?? null,
      custom_score: formatScore,
      reason,
      release_json: release,
      retry_at: dueAt ?? null,
      first_seen_at: firstSeenAt,
    })
    .onConflict((conflict) =>
      conflict.column('guid').doUpdateSet((set) => ({
        reason: set.ref('excluded.reason'),
        age_minutes: set.ref('excluded.age_minutes'),
        retry_at: set.ref('excluded.retry_at'),
        // What the indexer says of it may have changed, its ratio above all.
        release_json: set.ref('excluded.release_json'),
      })),
    )
    .execute()
}

/** Looks at held releases again later. */
export async function postponePending(trx: Trx, dialect: Dialect, ids: readonly number[], until: Date): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('pending_releases')
    .set({ retry_at: until.toISOString() })
    .where(dialect.isAmong('id', ids))
    .execute()
}

/** @returns how many there were */
export async function dropPending(trx: Trx, dialect: Dialect, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const { numDeletedRows } = await trx
    .deleteFrom('pending_releases')
    .where(dialect.isAmong('id', ids))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Nothing is held for a slot any more: something was grabbed for it. */
export async function dropPendingOf(trx: Trx, bookId: number, slot: Slot): Promise<void> {
  await trx.deleteFrom('pending_releases').where('book_id', '=', bookId).where('slot', '=', slot).execute()
}

/** Forgets what was held for so long that nobody will want it any more. */
export async function forgetOldPending(trx: Trx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString()
  await trx.deleteFrom('pending_releases').where('first_seen_at', '<', before).execute()
}
