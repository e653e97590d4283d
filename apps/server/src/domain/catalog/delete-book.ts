import { type BookRow, findBookOrThrow } from './book-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { refreshDerived } from './refresh-derived.ts'

/**
 * Throws a book out of the library; files on disk stay. A work that a provider knows is kept hidden and unmonitored:
 * somebody who throws a book out must not see it downloaded again (acquisition contract 10.4).
 * @throws not-found
 */
export async function deleteBook({ database, transaction }: CatalogDeps, publicId: string): Promise<BookRow> {
  return transaction(async (trx) => {
    const book = await findBookOrThrow(trx, publicId)
    if (book.metadata_provider === 'local') {
      await trx.deleteFrom('books').where('id', '=', book.id).execute()
    } else {
      for (const table of ['book_files', 'library_books', 'book_tags', 'match_keys'] as const) {
        await trx.deleteFrom(table).where('book_id', '=', book.id).execute()
      }
      await trx
        .updateTable('books')
        .set({ is_library_visible: false, is_monitored: false, status: 'skipped' })
        .where('id', '=', book.id)
        .execute()
    }
    await refreshDerived(trx, database.dialect, [book.id])
    return book
  })
}
