import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import { readStates } from './book-state.ts'
import { type BookRow, findBookOrThrow } from './book-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { type Doer, recordChange } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'
import type { ChangeRow } from './undo-recorded.ts'
import { writeState } from './write-state.ts'

/** What a thrown-out book needs to stand in the library again; all the rest of it stays where it is, hidden. */
interface Remains {
  title: string
  status: string
  isMonitored: boolean
  libraries: { id: number; name: string }[]
  tags: { id: number; name: string }[]
  matchKeys: string[]
}

/**
 * Throws a book out of the library; files on disk stay. It is hidden, with everything that readers made of it, and can
 * be brought back for 30 days.
 * @throws not-found
 */
export async function deleteBook(
  { database, transaction, clock }: CatalogDeps,
  publicId: string,
  userId: number,
): Promise<{ book: BookRow; changeId: string }> {
  const by: Doer = { userId, origin: 'person', now: instant(clock.now()) }
  return transaction(async (trx) => {
    const book = await findBookOrThrow(trx, publicId)
    const [changeId = ''] = await deleteBooks(trx, database.dialect, [book.id], by)
    return { book, changeId }
  })
}

/**
 * The same for many books at once (at most a few hundred); those that are hidden already stay as they are.
 * @returns public ids of the changes
 */
export async function deleteBooks(trx: Trx, dialect: Dialect, bookIds: number[], by: Doer): Promise<string[]> {
  const books = await trx
    .selectFrom('books')
    .select(['id', 'title', 'status', 'is_monitored'])
    .where(dialect.isAmong('id', bookIds))
    .where('is_library_visible', '=', true)
    .execute()
  const ids = books.map(({ id }) => id)
  if (ids.length === 0) return []
  const states = await readStates(trx, dialect, ids)
  const keys = await trx
    .selectFrom('match_keys')
    .select(['book_id', 'key'])
    .where(dialect.isAmong('book_id', ids))
    .execute()
  const keysOf = Map.groupBy(keys, ({ book_id }) => book_id)
  const remains = (book: (typeof books)[number]): Remains => ({
    title: book.title,
    status: book.status,
    isMonitored: book.is_monitored,
    libraries: states.get(book.id)?.libraries ?? [],
    tags: states.get(book.id)?.tags ?? [],
    matchKeys: (keysOf.get(book.id) ?? []).map(({ key }) => key),
  })
  for (const table of ['library_books', 'book_tags', 'match_keys'] as const) {
    await trx.deleteFrom(table).where(dialect.isAmong('book_id', ids)).execute()
  }
  // Nobody who throws a book out wants to see it downloaded again (acquisition contract 10.4).
  await trx
    .updateTable('books')
    .set({ is_library_visible: false, is_monitored: false, status: 'skipped', deleted_at: by.now })
    .where(dialect.isAmong('id', ids))
    .execute()
  const changes = books.map((book) => ({
    kind: 'book-deleted' as const,
    bookId: book.id,
    summary: `${book.title} was deleted`,
    before: remains(book),
    after: null,
  }))
  const recorded = await recordChange(trx, dialect, by, changes)
  await refreshDerived(trx, dialect, ids)
  return recorded
}

/** Brings thrown-out books back as they were, with their public ids and all that people made of them. */
export async function restoreBooks(trx: Trx, dialect: Dialect, rows: ChangeRow[], now: string): Promise<void> {
  const restored: number[] = []
  for (const { book_id: bookId, before_json } of rows) {
    if (bookId === null) continue
    const { status, isMonitored, libraries, tags, matchKeys } = before_json as Remains
    const { numUpdatedRows } = await trx
      .updateTable('books')
      .set({ is_library_visible: true, is_monitored: isMonitored, status, deleted_at: null })
      .where('id', '=', bookId)
      .where('deleted_at', 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) continue
    await writeState(trx, dialect, { bookId, fields: { libraries, tags }, now })
    const keys = matchKeys.map((key) => ({ key, book_id: bookId }))
    if (keys.length > 0)
      await trx
        .insertInto('match_keys')
        .values(keys)
        .onConflict((c) => c.doNothing())
        .execute()
    restored.push(bookId)
  }
  if (restored.length > 0) await refreshDerived(trx, dialect, restored)
}
