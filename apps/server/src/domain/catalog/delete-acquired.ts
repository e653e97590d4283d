import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { countBooksOfAuthors, countBooksOfSeries } from './count-books.ts'
import { refreshDerived } from './refresh-derived.ts'

/**
 * Deletes books for good, with the records of their files and all that readers made of them (acquisition contract 10.4).
 * What lies on disk is left to the caller.
 * @returns paths of the files that they had
 */
export async function deleteAcquiredBooks(trx: Trx, dialect: Dialect, bookIds: readonly number[]): Promise<string[]> {
  if (bookIds.length === 0) return []
  const files = await trx
    .selectFrom('book_files')
    .select('file_path')
    .where(dialect.isAmong('book_id', bookIds))
    .execute()
  const people = await trx
    .selectFrom('book_creators')
    .select('author_id')
    .distinct()
    .where(dialect.isAmong('book_id', bookIds))
    .execute()
  const series = await trx
    .selectFrom('book_series')
    .select('series_id')
    .distinct()
    .where(dialect.isAmong('book_id', bookIds))
    .execute()
  await trx.deleteFrom('changes').where(dialect.isAmong('book_id', bookIds)).execute()
  await trx.deleteFrom('books').where(dialect.isAmong('id', bookIds)).execute()
  await refreshDerived(trx, dialect, [...bookIds])
  await countBooksOfAuthors(
    trx,
    dialect,
    people.map(({ author_id }) => author_id),
  )
  await countBooksOfSeries(
    trx,
    dialect,
    series.map(({ series_id }) => series_id),
  )
  return files.map(({ file_path }) => file_path)
}

/**
 * Deletes an author with the works that stand under them; books that the library holds through other authors stay with
 * those (acquisition contract 10.3).
 * @returns paths of the files that the deleted books had
 */
export async function deleteAcquiredAuthor(trx: Trx, dialect: Dialect, authorId: number): Promise<string[]> {
  const books = await trx
    .selectFrom('books as b')
    .select(['b.id'])
    .select((e) =>
      e
        .selectFrom('book_creators as c')
        .select((o) => o.fn.countAll<number>().as('n'))
        .whereRef('c.book_id', '=', 'b.id')
        .where('c.role', '=', 'author')
        .where('c.author_id', '<>', authorId)
        .as('others'),
    )
    .where('b.author_id', '=', authorId)
    .execute()
  const own = books.filter(({ others }) => Number(others) === 0).map(({ id }) => id)
  const paths = await deleteAcquiredBooks(trx, dialect, own)
  const linked = await trx
    .selectFrom('book_creators')
    .select('book_id')
    .distinct()
    .where('author_id', '=', authorId)
    .execute()
  await trx.deleteFrom('authors').where('id', '=', authorId).execute()
  await refreshDerived(
    trx,
    dialect,
    linked.map(({ book_id }) => book_id),
  )
  return paths
}
