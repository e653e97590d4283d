import { sql } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { FileVariant } from '#database/schema.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'

/** Whose documents they are, and of which books that account knows. */
export interface DocumentReader {
  userId: number
  scope: OwnerScope
}

export interface KnownDocument {
  bookId: number
  fileId: number
  variant: FileVariant
}

/**
 * The file that a reader knows by a digest: of several, the one of the book that this reader was last in or downloaded last, then the book
 * that came first (device contract C.6).
 */
export async function findDocument(
  db: Db | Trx,
  { userId, scope }: DocumentReader,
  digest: string,
): Promise<KnownDocument | undefined> {
  const lastRead = sql<string | null>`(select p.updated_at from reading_places as p
    where p.user_id = ${userId} and p.book_id = f.book_id)`
  const lastDownloaded = sql<string | null>`(select max(e.created_at) from download_events as e
    where e.user_id = ${userId} and e.file_id = f.id)`
  return db
    .selectFrom('document_digests as d')
    .innerJoin('book_files as f', 'f.id', 'd.file_id')
    .innerJoin('books as b', 'b.id', 'f.book_id')
    .select(['f.book_id as bookId', 'f.id as fileId', 'd.variant'])
    .where('d.digest', '=', digest)
    .where(isShownTo(scope, 'b'))
    .orderBy(sql`coalesce(${lastRead}, ${lastDownloaded}, '') desc`)
    .orderBy('f.book_id')
    .orderBy('f.id')
    .executeTakeFirst()
}
