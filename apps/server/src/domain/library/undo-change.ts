import type { Db, Trx } from '#database/open.ts'
import { restoreName } from '#domain/catalog/change-names.ts'
import { restoreBooks } from '#domain/catalog/delete-book.ts'
import { restoreFile } from '#domain/catalog/edit-files.ts'
import { refreshMany } from '#domain/catalog/refresh-many.ts'
import { type ChangeRow, findTaken, isEdit, markUndone, undoEdits } from '#domain/catalog/undo-recorded.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { joinAgain, type SeparateDeps, separateFile } from './separate-file.ts'

/** Changes of one transaction: undoing them holds the writer for some tens of milliseconds. */
const BATCH = 50

/**
 * Takes a change back, with all that was changed in the same go. Where another change has touched the same thing since,
 * nothing happens, unless the caller wants the rest undone.
 * @returns how many changes were taken back
 * @throws not-found; conflict, which says what stands in the way
 */
export async function undoChange(
  deps: SeparateDeps,
  { changeId, userId, isPartial }: { changeId: string; userId: number; isPartial: boolean },
): Promise<{ undone: number }> {
  const { db, dialect, transaction, clock } = deps
  const asked = await db.selectFrom('changes').selectAll().where('public_id', '=', changeId).executeTakeFirst()
  if (!asked) throw notFound('change', changeId)
  if (asked.undone_at !== null) throw conflict('change.undone', 'this was undone already')
  if (!isPartial) await refuseTaken(deps, asked)
  const now = instant(clock.now())
  let undone = 0
  for await (const rows of pagesOf(db, asked)) {
    for (const row of rows.filter(({ kind }) => kind === 'file-joined')) await undoJoin(deps, row, userId)
    const renamed = await transaction(async (trx) => {
      const books: number[] = []
      for (const row of rows) {
        books.push(...(await restoreName(trx, row, now)))
        if (row.kind === 'file-removed') await restoreFile(trx, dialect, row.before_json)
        if (row.kind === 'file-separated')
          await joinAgain(trx, dialect, { bookId: row.book_id, before: row.before_json, now })
      }
      const deleted = rows.filter(({ kind }) => kind === 'book-deleted')
      await restoreBooks(trx, dialect, deleted, now)
      await undoEdits(trx, dialect, await withShownBooks(trx, rows.filter(isEdit)), now)
      await markUndone(trx, rows, now)
      return books
    })
    await refreshMany(transaction, dialect, renamed)
    undone += rows.length
  }
  return { undone }
}

/** The change and those of its batch that are not undone, newest first, a page at a time. */
async function* pagesOf(db: Db, asked: ChangeRow): AsyncGenerator<ChangeRow[]> {
  if (asked.batch_key === null) {
    yield [asked]
    return
  }
  const batch = db
    .selectFrom('changes')
    .selectAll()
    .where('batch_key', '=', asked.batch_key)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(BATCH)
  let rows = await batch.execute()
  while (rows.length > 0) {
    yield rows
    rows = await batch.where('id', '<', rows.at(-1)?.id ?? 0).execute()
  }
}

/** @throws conflict in words, where another change touched the same fields */
async function refuseTaken({ db, dialect }: SeparateDeps, asked: ChangeRow): Promise<void> {
  const taken: { bookId: number; free: string[]; taken: string[] }[] = []
  let books = 0
  for await (const rows of pagesOf(db, asked)) {
    const standings = await findTaken(db, dialect, rows)
    books += standings.length
    taken.push(...standings.filter((standing) => standing.taken.length > 0))
  }
  const [first] = taken
  if (!first) return
  const words = (fields: string[]) => fields.map((field) => field.replace(/_json$/, '').replaceAll('_', ' ')).join(', ')
  if (books > 1) {
    throw conflict(
      'change.touched',
      `${taken.length} of ${books} books were changed again since (${words([...new Set(taken.flatMap((one) => one.taken))])}). Undo those changes first, or undo only the rest.`,
    )
  }
  const rest = first.free.length > 0 ? `, or undo only the rest (${words(first.free)})` : ''
  throw conflict(
    'change.touched',
    `This was changed again since: ${words(first.taken)}. Undo the later change first${rest}.`,
  )
}

/** Edits of books that are in the library: what was thrown out is brought back first. */
async function withShownBooks(trx: Trx, rows: ChangeRow[]): Promise<ChangeRow[]> {
  const ids = rows.flatMap(({ book_id }) => book_id ?? [])
  if (ids.length === 0) return []
  const shown = await trx
    .selectFrom('books')
    .select('id')
    .where('id', 'in', ids)
    .where('is_library_visible', '=', true)
    .execute()
  const there = new Set(shown.map(({ id }) => id))
  return rows.filter(({ book_id }) => book_id !== null && there.has(book_id))
}

/** The file becomes a book of its own again, for good. */
async function undoJoin(deps: SeparateDeps, { book_id, after_json }: ChangeRow, userId: number): Promise<void> {
  const { path } = after_json as { path: string }
  const file = await deps.db
    .selectFrom('book_files')
    .select(['public_id', 'book_id'])
    .where('file_path', '=', path)
    .executeTakeFirst()
  if (!file || file.book_id !== book_id) throw conflict('file.gone', 'the file is not in this book any more')
  await separateFile(deps, { filePublicId: file.public_id, userId })
}
