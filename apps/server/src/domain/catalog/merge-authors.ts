import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { refreshDerived } from './refresh-derived.ts'
import { addAliases, addAuthorIds } from './source-authors.ts'

export interface MergedAuthors {
  booksReparented: number
  aliasesMigrated: number
  aliasesCreated: number
}

/**
 * Makes one author of two: books in every role, aliases and ids go over, the name of the source becomes an alias, the
 * source is gone. Everything at once, or nothing.
 */
export async function mergeSourceAuthors(
  trx: Trx,
  dialect: Dialect,
  { sourceId, targetId, now }: { sourceId: number; targetId: number; now: string },
): Promise<MergedAuthors> {
  const source = await trx.selectFrom('authors').selectAll().where('id', '=', sourceId).executeTakeFirstOrThrow()
  const books = await trx
    .selectFrom('book_creators')
    .select('book_id')
    .distinct()
    .where('author_id', '=', sourceId)
    .execute()
  const owned = await trx.selectFrom('books').select('id').where('author_id', '=', sourceId).execute()
  // Who has the role on a book already has it once.
  await sql`delete from book_creators where author_id = ${sourceId} and exists (select 1 from book_creators as other
    where other.book_id = book_creators.book_id and other.role = book_creators.role and other.author_id = ${targetId})`.execute(
    trx,
  )
  await trx.updateTable('book_creators').set({ author_id: targetId }).where('author_id', '=', sourceId).execute()
  await trx.updateTable('books').set({ author_id: targetId }).where('author_id', '=', sourceId).execute()
  const moved = await trx
    .updateTable('author_aliases')
    .set({ author_id: targetId })
    .where('author_id', '=', sourceId)
    .executeTakeFirst()
  await trx.updateTable('author_source_ids').set({ author_id: targetId }).where('author_id', '=', sourceId).execute()
  await sql`update author_identifiers set author_id = ${targetId} where author_id = ${sourceId} and provider not in
    (select provider from author_identifiers where author_id = ${targetId})`.execute(trx)
  await trx.deleteFrom('authors').where('id', '=', sourceId).execute()
  const isLocal = source.foreign_id.startsWith('local:')
  if (!isLocal) await addAuthorIds(trx, targetId, [source.foreign_id])
  const sourceKey = isLocal ? null : source.foreign_id
  const aliasesCreated = await addAliases(trx, { authorId: targetId, names: [source.author_name], sourceKey, now })
  await refreshDerived(
    trx,
    dialect,
    books.map(({ book_id }) => book_id),
  )
  return { booksReparented: owned.length, aliasesMigrated: Number(moved.numUpdatedRows), aliasesCreated }
}
