import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { BlocklistTable } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import { type BlockedRelease, type Blocklist, blocklist } from './blocklist.ts'

export type BlocklistRow = Selectable<BlocklistTable>

/** What is never taken again, and why. */
export interface NewBlock extends BlockedRelease {
  bookId: number | null
  reason: string
  /** Who wanted it; nothing where the server did it by itself. */
  userId?: number | null
}

/** More than anybody looks through. */
const MOST_LISTED = 10_000
/** The oldest beyond them count no more. */
const MOST_READ = 50_000

/** The newest first. */
export const listBlocked = (db: Db): Promise<BlocklistRow[]> =>
  db.selectFrom('blocklist').selectAll().orderBy('id', 'desc').limit(MOST_LISTED).execute()

/**
 * Blocks a release. One that is blocked by its GUID already stays as it is.
 * @returns the new entry, or nothing where there was one
 */
export async function blockRelease(trx: Trx, block: NewBlock, now: Date): Promise<BlocklistRow | undefined> {
  const known = await trx.selectFrom('blocklist').select('id').where('guid', '=', block.guid).executeTakeFirst()
  if (known) return undefined
  const { guid, title, reason, bookId, indexerId, infoHash, sizeBytes, userId } = block
  return trx
    .insertInto('blocklist')
    .values({
      book_id: bookId,
      guid,
      title,
      indexer_id: indexerId ?? null,
      info_hash: infoHash?.toLowerCase() ?? null,
      size_bytes: sizeBytes ?? null,
      reason,
      // Whoever calls before there is an administrator is nobody.
      created_by_user_id: userId || null,
      created_at: instant(now),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Lets releases through again; entries that are gone already are fine. */
export async function unblock(trx: Trx, dialect: Dialect, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('blocklist').where(dialect.isAmong('id', ids)).execute()
}

/** By database, so that two of one process share nothing. */
const remembered = new WeakMap<Db, { key: string; blocklist: Blocklist }>()

/** Everything that is blocked, as decisions need it; read again only where something came or went. */
export async function readBlocklist(db: Db): Promise<Blocklist> {
  const { count, newest } = await db
    .selectFrom('blocklist')
    .select((row) => [row.fn.countAll<number>().as('count'), row.fn.max('id').as('newest')])
    .executeTakeFirstOrThrow()
  const key = `${count} ${newest}`
  const known = remembered.get(db)
  if (known?.key === key) return known.blocklist
  const rows = await db
    .selectFrom('blocklist')
    .select(['guid', 'title', 'indexer_id', 'info_hash', 'size_bytes'])
    .orderBy('id', 'desc')
    .limit(MOST_READ)
    .execute()
  const entries = rows.map((row) => ({
    guid: row.guid,
    title: row.title,
    indexerId: row.indexer_id ?? undefined,
    infoHash: row.info_hash ?? undefined,
    sizeBytes: row.size_bytes ?? undefined,
  }))
  const fresh = blocklist(entries)
  remembered.set(db, { key, blocklist: fresh })
  return fresh
}
