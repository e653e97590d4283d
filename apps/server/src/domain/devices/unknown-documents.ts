import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { KosyncDocuments } from '#database/schema.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { holdReading } from '#domain/reading/hold-reading.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { linkDocument } from './link-orphans.ts'

type Document = Selectable<KosyncDocuments>

const PAGE = 50

/** Documents of a reader that match no book, newest first. @param before `next` of the page before */
export async function listUnknown(
  db: Db,
  userId: number,
  before: string | undefined,
): Promise<{ documents: Document[]; next: string | null }> {
  let query = unknownOf(db, userId).selectAll()
  if (before !== undefined) {
    const [at = '', id = ''] = before.split('_')
    query = query.where((e) => e(e.refTuple('updated_at', 'id'), '<', e.tuple(at, Number(id))))
  }
  const rows = await query
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const documents = rows.slice(0, PAGE)
  const last = documents.at(-1)
  return { documents, next: rows.length > PAGE && last ? `${last.updated_at}_${last.id}` : null }
}

export async function countUnknown(db: Db, userId: number): Promise<number> {
  const { n } = await unknownOf(db, userId)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

const unknownOf = (db: Db, userId: number) =>
  db.selectFrom('kosync_documents').where('user_id', '=', userId).where('book_id', 'is', null)

/**
 * Makes a document one of a book, because its reader says so: the place that it told joins those of the book, and so
 * will all that it tells from now on.
 * @throws not-found for document or book, conflict where it belongs to a book by now
 */
export async function linkUnknown(
  { dialect, transaction, clock }: { dialect: Dialect; transaction: Transaction; clock: Clock },
  { userId, documentId, bookId }: { userId: number; documentId: string; bookId: string },
): Promise<void> {
  const now = instant(clock.now())
  await transaction(async (trx) => {
    await holdReading(trx, dialect, userId)
    const document = await trx
      .selectFrom('kosync_documents')
      .selectAll()
      .where('public_id', '=', documentId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    if (!document) throw notFound('document', documentId)
    if (document.book_id !== null) throw conflict('document.linked', 'this document belongs to a book by now')
    const book = await bookKeyOrThrow(trx, bookId)
    await linkDocument(
      trx,
      document,
      { bookId: book, fileId: await likeliestFile(trx, book), variant: 'original' },
      now,
    )
  })
}

/** KOReader reads EPUB more than anything else, and only there its place can be said in other words. */
async function likeliestFile(trx: Trx, bookId: number): Promise<number | null> {
  const file = await trx
    .selectFrom('book_files')
    .select('id')
    .where('book_id', '=', bookId)
    .orderBy((e) => e.case().when('file_type', '=', 'epub').then(0).else(1).end())
    .orderBy('id')
    .executeTakeFirst()
  return file?.id ?? null
}

/** Forgets a document without a book; a device that reads on brings it back. @throws not-found */
export async function forgetUnknown(
  { transaction }: { transaction: Transaction },
  { userId, documentId }: { userId: number; documentId: string },
): Promise<void> {
  const { numDeletedRows } = await transaction((trx) =>
    trx
      .deleteFrom('kosync_documents')
      .where('public_id', '=', documentId)
      .where('user_id', '=', userId)
      .where('book_id', 'is', null)
      .executeTakeFirst(),
  )
  if (numDeletedRows === 0n) throw notFound('document', documentId)
}
