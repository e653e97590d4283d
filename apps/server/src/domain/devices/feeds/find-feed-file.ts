import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { isNamed, readAnyId } from '#domain/catalog/any-id.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { notFound } from '#kernel/errors.ts'

export interface FileOfFeed {
  key: number
  publicId: string
  bookPublicId: string
  format: string
  name: string
  path: string
}

/** A file of a book that the library shows to somebody, by an id of an address. @throws not-found */
export async function findFeedFile(
  { db, dialect }: { db: Db; dialect: Dialect },
  scope: OwnerScope,
  text: string,
): Promise<FileOfFeed> {
  const id = readAnyId(dialect, text)
  const row =
    id &&
    (await db
      .selectFrom('book_files as f')
      .innerJoin('books as b', 'b.id', 'f.book_id')
      .select(['f.id as key', 'f.public_id as publicId', 'b.public_id as bookPublicId'])
      .select(['f.file_type as format', 'f.file_name as name', 'f.file_path as path'])
      .where(isNamed('f', id))
      .where(isShownTo(scope, 'b'))
      .executeTakeFirst())
  if (!row) throw notFound('file', text)
  return { ...row, format: row.format.toLowerCase() }
}
