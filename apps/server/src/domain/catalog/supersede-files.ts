import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { refreshDerived } from './refresh-derived.ts'
import { restateBooks } from './restate-books.ts'

/**
 * Takes files out of the catalogue whose place another file of the same book has taken. It goes on with their count of
 * downloads, and gives its cover to a book that had theirs.
 */
export async function supersedeFiles(
  trx: Trx,
  dialect: Dialect,
  { from, to, now }: { from: readonly number[]; to: number; now: string },
): Promise<void> {
  const heir = await trx
    .selectFrom('book_files')
    .select(['book_id', 'cover_hash'])
    .where('id', '=', to)
    .executeTakeFirst()
  const old = await trx
    .selectFrom('book_files')
    .select(['cover_hash', 'download_count'])
    .where(dialect.isAmong('id', from))
    .execute()
  if (!heir) return
  const downloads = old.reduce((sum, { download_count }) => sum + download_count, 0)
  await trx
    .updateTable('book_files')
    .set((e) => ({ download_count: e('download_count', '+', downloads) }))
    .where('id', '=', to)
    .execute()
  const covers = old.flatMap(({ cover_hash }) => (cover_hash === null ? [] : [`cover:${cover_hash}`]))
  await trx.deleteFrom('book_files').where('book_id', '=', heir.book_id).where(dialect.isAmong('id', from)).execute()
  if (heir.cover_hash !== null) await giveCover(trx, heir.book_id, { from: covers, to: heir.cover_hash, now })
  await restateBooks(trx, dialect, [heir.book_id])
  await refreshDerived(trx, dialect, [heir.book_id])
}

/** One that a person chose stays. */
async function giveCover(
  trx: Trx,
  bookId: number,
  { from, to, now }: { from: readonly string[]; to: string; now: string },
): Promise<void> {
  const book = await trx
    .selectFrom('books')
    .select(['cover', 'locked_fields_json'])
    .where('id', '=', bookId)
    .executeTakeFirst()
  if (!book?.cover || !from.includes(book.cover) || book.locked_fields_json?.includes('cover')) return
  await trx
    .updateTable('books')
    .set({ cover: `cover:${to}`, updated_at: now })
    .where('id', '=', bookId)
    .execute()
}
