import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { readStates } from '#domain/catalog/book-state.ts'
import { countLeft } from '#domain/catalog/record-change.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'

/**
 * Of books that lost files, forgets those that hold nothing of anybody: no file, unread, without tags, unchanged by
 * hand and unknown to providers. The others are brought up to date.
 */
export async function forgetBareBooks(trx: Trx, dialect: Dialect, bookIds: number[]): Promise<void> {
  const books = [...new Set(bookIds)]
  if (books.length === 0) return
  const bare = await trx
    .selectFrom('books')
    .select('id')
    .where(dialect.isAmong('id', books))
    .where('metadata_provider', '=', 'local')
    .where((e) => e.not(e.exists(e.selectFrom('book_files').select('id').whereRef('book_id', '=', 'books.id'))))
    .where((e) => e.not(e.exists(e.selectFrom('reading_events').select('id').whereRef('book_id', '=', 'books.id'))))
    .where((e) => e.not(e.exists(e.selectFrom('book_tags').select('tag_id').whereRef('book_id', '=', 'books.id'))))
    .where('locked_fields_json', 'is', null)
    .where('deleted_at', 'is', null)
    .execute()
  const ids = bare.map(({ id }) => id)
  const states = await readStates(trx, dialect, ids)
  if (ids.length > 0) await trx.deleteFrom('books').where(dialect.isAmong('id', ids)).execute()
  await refreshDerived(trx, dialect, books)
  await countLeft(trx, dialect, [...states.values()], [])
}
