import type { BookPage } from '@colophon/contract/library/objects.ts'
import type { BookKeys } from '#domain/catalog/book-lists.ts'
import { readSummaries } from '#domain/catalog/book-store.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { giveCover } from './covers-on-wire.ts'
import { presentSummary } from './present-book.ts'

/** One page of a list as this surface shows it (library contract 1.5 and 4.7). */
export async function presentPage(
  deps: CatalogueDeps,
  { ids, total }: BookKeys,
  { limit, offset }: { limit: number; offset: number },
  covers?: string,
): Promise<BookPage> {
  const rows = await readSummaries(deps.db, deps.dialect, ids)
  const books: BookPage['books'] = []
  for (const row of rows) {
    books.push(presentSummary(row, await giveCover(deps, deps.http.urlBase, row.cover, covers)))
  }
  return { books, total, limit, offset }
}
