import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { isNamed, readAnyId } from '#domain/catalog/any-id.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { notFound } from '#kernel/errors.ts'

/** Content of the cover that a book has here. @throws not-found where somebody sees no such book or it has none */
export async function findCover(
  { db, dialect }: { db: Db; dialect: Dialect },
  scope: OwnerScope,
  text: string,
): Promise<string> {
  const id = readAnyId(dialect, text)
  const book =
    id &&
    (await db
      .selectFrom('books')
      .select('cover')
      .where(isNamed('books', id))
      .where(isShownTo(scope, 'books'))
      .executeTakeFirst())
  const [, hash] = /^cover:([0-9a-f]{64})$/.exec(book?.cover ?? '') ?? []
  if (hash === undefined) throw notFound('cover', text)
  return hash
}
