import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { withLocks } from './locks.ts'
import { type Doer, recordChange } from './record-change.ts'
import { markShownAnew } from './shown-revision.ts'

/**
 * Gives a book a cover (`cover:<hash>` or none) that scans leave alone.
 * @returns public id of the change; null where it has that cover already
 */
export async function setCover(
  trx: Trx,
  dialect: Dialect,
  { bookId, cover, by }: { bookId: number; cover: string | null; by: Doer },
): Promise<string | null> {
  const book = await trx
    .selectFrom('books')
    .select(['cover', 'locked_fields_json'])
    .where('id', '=', bookId)
    .executeTakeFirstOrThrow()
  if (book.cover === cover) return null
  const locked = withLocks(book.locked_fields_json, ['cover'])
  await trx
    .updateTable('books')
    .set({ cover, locked_fields_json: locked, updated_at: by.now })
    .where('id', '=', bookId)
    .execute()
  await markShownAnew(trx, dialect, [bookId])
  await dialect.revision.touch(trx)
  const before = { cover: book.cover, locked_fields: book.locked_fields_json ?? [] }
  const after = { cover, locked_fields: locked ?? [] }
  const [id] = await recordChange(trx, dialect, by, [
    { kind: 'edited', bookId, summary: 'Changed: cover', before, after },
  ])
  return id ?? null
}
