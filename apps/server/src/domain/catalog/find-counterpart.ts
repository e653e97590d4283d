import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { notFound } from '#kernel/errors.ts'
import { readAnyId } from './any-id.ts'

export interface Counterpart {
  number: number
  /** Null as long as the library does not show it. */
  id: string | null
}

/**
 * Both names of a book or an author, by either of them: its number or its public id.
 * @throws not-found, also for what was thrown out of the library, and for a public id of what the library hides
 */
export async function findCounterpart(
  { db, dialect }: { db: Db; dialect: Dialect },
  kind: 'books' | 'authors',
  name: string,
): Promise<Counterpart> {
  const id = readAnyId(dialect, name)
  const [key, value] = id ? ('number' in id ? (['id', id.number] as const) : (['public_id', id.publicId] as const)) : []
  if (key === undefined || value === undefined) throw notFound(kind === 'books' ? 'book' : 'author', name)
  const row = await db
    .selectFrom(kind)
    .select(['id', 'public_id', 'is_library_visible'])
    .where(key, '=', value)
    .executeTakeFirst()
  if (!row || (key === 'public_id' && !row.is_library_visible))
    throw notFound(kind === 'books' ? 'book' : 'author', name)
  return { number: row.id, id: row.is_library_visible ? row.public_id : null }
}
