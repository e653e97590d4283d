import { posix } from 'node:path'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { foundBook } from '#domain/catalog/found-book.ts'
import { recordChange } from '#domain/catalog/record-change.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { coverOfFile, isReadWithCover } from './cover-of-file.ts'
import { describeWork } from './describe-file.ts'
import { forgetBareBooks } from './forget-bare.ts'
import { stemOf } from './path-facts.ts'

export interface SeparateDeps {
  db: Db
  transaction: Transaction
  dialect: Dialect
  pool: BookPool
  clock: Clock
}

/**
 * Takes a file out of a book that it was joined to by mistake and makes it a book of its own, for good. What people
 * read, noted and rated stays with the book that it leaves.
 * @returns public id of the new book
 * @throws not-found; conflict where the book has no other file, or the file cannot be read now
 */
export async function separateFile(
  deps: SeparateDeps,
  { filePublicId, userId }: { filePublicId: string; userId: number },
): Promise<{ bookId: string }> {
  const file = await deps.db
    .selectFrom('book_files')
    .selectAll()
    .where('public_id', '=', filePublicId)
    .executeTakeFirst()
  if (!file) throw notFound('file', filePublicId)
  const others = await deps.db
    .selectFrom('book_files')
    .select('id')
    .where('book_id', '=', file.book_id)
    .where('id', '!=', file.id)
    .limit(1)
    .execute()
  if (others.length === 0) throw conflict('file.alone', 'this is the only file of its book')
  const part = await deps.db
    .selectFrom('book_file_parts')
    .select('path')
    .where('file_id', '=', file.id)
    .orderBy('position')
    .executeTakeFirst()
  const [outcome] = await deps.pool.read(
    [{ path: part?.path ?? file.file_path, cover: isReadWithCover(file.file_name) }],
    {
      priority: 'interactive',
    },
  )
  if (!outcome?.ok) throw conflict('file.unreadable', outcome?.message ?? 'the file cannot be read now')
  const work = describeWork({
    facts: outcome.facts,
    path: null,
    stem: stemOf(posix.basename(file.file_path)),
    ...coverOfFile(outcome),
  })
  const now = instant(deps.clock.now())
  return deps.transaction(async (trx) => {
    const book = await foundBook(trx, deps.dialect, { work, media: file.media, now })
    await trx
      .updateTable('book_files')
      .set({ book_id: book.id, is_separated: true, join_reason: null, updated_at: now })
      .where('id', '=', file.id)
      .execute()
    await trx
      .insertInto('library_books')
      .columns(['library_id', 'book_id', 'sort_title', 'created_at'])
      .expression((e) =>
        e
          .selectFrom('library_books')
          .select((s) => [
            'library_id',
            s.val(book.id).as('book_id'),
            s.val('').as('sort_title'),
            s.val(now).as('created_at'),
          ])
          .where('book_id', '=', file.book_id),
      )
      .execute()
    await recordChange(trx, deps.dialect, { userId, origin: 'person', now }, [
      {
        kind: 'file-separated',
        bookId: file.book_id,
        summary: `${file.file_name} was taken out of this book`,
        before: { file: file.public_id, fileName: file.file_name, joinReason: file.join_reason },
        after: { book: book.publicId },
      },
    ])
    await refreshDerived(trx, deps.dialect, [file.book_id, book.id])
    return { bookId: book.publicId }
  })
}

/**
 * Puts a file that was taken out back into its book; the book that it had become goes if nobody made anything of it.
 * @throws conflict where the file or its old book is gone
 */
export async function joinAgain(
  trx: Trx,
  dialect: Dialect,
  { bookId, before, now }: { bookId: number | null; before: unknown; now: string },
): Promise<void> {
  const { file: publicId, joinReason = null } = before as { file: string; joinReason?: string | null }
  const file = await trx
    .selectFrom('book_files')
    .select(['id', 'book_id'])
    .where('public_id', '=', publicId)
    .executeTakeFirst()
  if (!file || bookId === null) throw conflict('file.gone', 'the file or the book that it was in is gone')
  await trx
    .updateTable('book_files')
    .set({ book_id: bookId, is_separated: false, join_reason: joinReason, updated_at: now })
    .where('id', '=', file.id)
    .execute()
  await refreshDerived(trx, dialect, [bookId])
  await forgetBareBooks(trx, dialect, [file.book_id])
}
