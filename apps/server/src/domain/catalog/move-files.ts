import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { revealBook } from './record-files-of-book.ts'
import { refreshDerived } from './refresh-derived.ts'
import { restateBooks } from './restate-books.ts'

/**
 * Gives all files of one book to another, because both are the same work, with its tags, its libraries and what a further
 * file finds it by. The cover goes along where the other has none.
 */
export async function moveFiles(
  trx: Trx,
  dialect: Dialect,
  { from, to, now }: { from: number; to: number; now: string },
): Promise<void> {
  await trx.updateTable('book_files').set({ book_id: to, updated_at: now }).where('book_id', '=', from).execute()
  await trx
    .updateTable('library_books')
    .set({ book_id: to })
    .where('book_id', '=', from)
    .where('library_id', 'not in', (e) => e.selectFrom('library_books').select('library_id').where('book_id', '=', to))
    .execute()
  await trx
    .updateTable('book_tags')
    .set({ book_id: to })
    .where('book_id', '=', from)
    .where('tag_id', 'not in', (e) => e.selectFrom('book_tags').select('tag_id').where('book_id', '=', to))
    .execute()
  await trx
    .updateTable('match_keys')
    .set({ book_id: to })
    .where('book_id', '=', from)
    .where('key', 'not in', (e) => e.selectFrom('match_keys').select('key').where('book_id', '=', to))
    .execute()
  await trx
    .updateTable('books')
    .set((e) => ({ cover: e.selectFrom('books as other').select('other.cover').where('other.id', '=', from) }))
    .where('id', '=', to)
    .where('cover', 'is', null)
    .execute()
  await revealBook(trx, to)
  await restateBooks(trx, dialect, [from, to])
  await refreshDerived(trx, dialect, [from, to])
}
