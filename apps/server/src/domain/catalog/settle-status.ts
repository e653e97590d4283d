import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'

/** What the status of a book follows from. */
export interface StatusFacts {
  status: string
  mediaType: MediaType
  hasEbook: boolean
  hasAudiobook: boolean
}

/**
 * Status and wanted forms of a book after its files or its wanted forms have changed (acquisition contract 5.3): with both
 * forms there it is wanted in both; with nothing missing it is imported; an imported one that misses something is wanted.
 */
export function settled({
  status,
  mediaType,
  hasEbook,
  hasAudiobook,
}: StatusFacts): Pick<StatusFacts, 'status' | 'mediaType'> {
  const widened = hasEbook && hasAudiobook ? 'both' : mediaType
  const misses = (widened !== 'audiobook' && !hasEbook) || (widened !== 'ebook' && !hasAudiobook)
  if (!misses) return { status: 'imported', mediaType: widened }
  return { status: status === 'imported' ? 'wanted' : status, mediaType: widened }
}

/** Brings status and wanted forms of books up to date after files came or went. A constant number of reads. */
export async function settleStatus(trx: Trx, dialect: Dialect, bookIds: readonly number[], now: string): Promise<void> {
  if (bookIds.length === 0) return
  const books = await trx
    .selectFrom('books')
    .select(['id', 'status', 'media_type'])
    .where(dialect.isAmong('id', bookIds))
    .execute()
  const files = await trx
    .selectFrom('book_files')
    .select(['book_id', 'media'])
    .distinct()
    .where(dialect.isAmong('book_id', bookIds))
    .execute()
  for (const { id, status, media_type } of books) {
    const has = (media: string) => files.some((file) => file.book_id === id && file.media === media)
    const facts = { status, mediaType: media_type, hasEbook: has('ebook'), hasAudiobook: has('audiobook') }
    const next = settled(facts)
    if (next.status === status && next.mediaType === media_type) continue
    const columns = { status: next.status, media_type: next.mediaType, updated_at: now }
    await trx.updateTable('books').set(columns).where('id', '=', id).execute()
  }
}
