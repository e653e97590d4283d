import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'

/** What of a book decides whether something of it is missing. */
export interface HeldBook {
  status: string
  mediaType: MediaType
  hasEbook: boolean
  hasAudiobook: boolean
}

/**
 * What a book is after its files, or what is wanted of it, have changed (acquisition contract 5.3): with files of both
 * kinds it is a book of both; nothing missing makes it imported; something missing opens again what was imported.
 */
export function restate({
  status,
  mediaType,
  hasEbook,
  hasAudiobook,
}: HeldBook): Pick<HeldBook, 'status' | 'mediaType'> {
  const media = hasEbook && hasAudiobook ? 'both' : mediaType
  const needsEbook = media !== 'audiobook' && !hasEbook
  const needsAudiobook = media !== 'ebook' && !hasAudiobook
  if (!needsEbook && !needsAudiobook) return { status: 'imported', mediaType: media }
  return { status: status === 'imported' ? 'wanted' : status, mediaType: media }
}

/** Brings the status of books up to date after their files have changed. Books that the library alone knows are left. */
export async function restateBooks(trx: Trx, dialect: Dialect, bookIds: readonly number[]): Promise<void> {
  if (bookIds.length === 0) return
  const books = await trx
    .selectFrom('books')
    .select(['id', 'status', 'media_type'])
    .where(dialect.isAmong('id', [...bookIds]))
    .where('deleted_at', 'is', null)
    .execute()
  const files = await trx
    .selectFrom('book_files')
    .select(['book_id', 'media'])
    .distinct()
    .where(dialect.isAmong('book_id', [...bookIds]))
    .execute()
  const held = new Set(files.map(({ book_id, media }) => `${book_id} ${media}`))
  for (const book of books) {
    const was = { status: book.status, mediaType: book.media_type }
    const hasEbook = held.has(`${book.id} ebook`)
    const hasAudiobook = held.has(`${book.id} audiobook`)
    const is = restate({ ...was, hasEbook, hasAudiobook })
    if (is.status === was.status && is.mediaType === was.mediaType) continue
    await trx
      .updateTable('books')
      .set({ status: is.status, media_type: is.mediaType })
      .where('id', '=', book.id)
      .execute()
  }
}
