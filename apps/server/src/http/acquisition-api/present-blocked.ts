import type { BlocklistEntry } from '@colophon/contract/acquisition/blocklist.ts'
import type { BlocklistRow } from '#domain/releases/blocklist-store.ts'
import { wholeSeconds } from '#kernel/clock.ts'

/** A blocked release as clients know it (acquisition contract 5.7). */
export const presentBlocked = (row: BlocklistRow): BlocklistEntry => ({
  id: row.id,
  bookId: row.book_id,
  guid: row.guid,
  title: row.title,
  indexerId: row.indexer_id,
  reason: row.reason,
  createdAt: wholeSeconds(row.created_at),
  ...(row.created_by_user_id === null ? {} : { createdByUserId: row.created_by_user_id }),
})
