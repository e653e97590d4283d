import type { Db, Trx } from '#database/open.ts'
import type { Slot } from '#database/schema.ts'
import type { DownloadRow } from './import-row.ts'
import type { ImportSettings } from './import-settings.ts'

const HOUR_MS = 3_600_000

export interface Half {
  row: Pick<DownloadRow, 'id' | 'completed_at' | 'added_at'>
  bookId: number
  slot: Slot
}

export const otherSlot = (slot: Slot): Slot => (slot === 'ebook' ? 'audiobook' : 'ebook')

/**
 * Whether half of a pair goes on waiting for the other: not for ever, and not for one that is there, waits itself, or is not
 * wanted any more.
 */
export async function waitsForOther(
  db: Db,
  { row, bookId, slot }: Half,
  { mode, handOver: { folder, isPairing, pairHours } }: Pick<ImportSettings, 'mode' | 'handOver'>,
  now: Date,
): Promise<boolean> {
  if (!isPairing || mode !== 'external' || folder === null) return false
  if (now.getTime() - Date.parse(row.completed_at ?? row.added_at) >= pairHours * HOUR_MS) return false
  const book = await db.selectFrom('books').select('media_type').where('id', '=', bookId).executeTakeFirst()
  if (book?.media_type !== 'both') return false
  const other = otherSlot(slot)
  const file = await db
    .selectFrom('book_files')
    .select('id')
    .where('book_id', '=', bookId)
    .where('media', '=', other)
    .executeTakeFirst()
  if (file) return false
  const download = await db
    .selectFrom('downloads')
    .select('id')
    .where('book_id', '=', bookId)
    .where('slot', '=', other)
    .where('id', '!=', row.id)
    .where('status', 'in', ['importHeld', 'importExternal', 'imported'])
    .executeTakeFirst()
  return download === undefined
}

/** Downloads that wait for the other half of their pair, oldest first. */
export const heldDownloads = (db: Db | Trx) =>
  db
    .selectFrom('downloads')
    .select(['id', 'book_id', 'slot', 'completed_at', 'added_at'])
    .where('status', '=', 'importHeld')
    .orderBy('id')
    .limit(500)
