import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import type { BookKeys } from './book-lists.ts'
import { isShown } from './shown.ts'

interface Paging {
  limit: number
  offset: number
}

/** Books that a person wrote, by title. */
export async function pageOfAuthor(db: Db, authorId: number, { limit, offset }: Paging): Promise<BookKeys> {
  const books = db
    .selectFrom('book_creators as c')
    .innerJoin('books as b', 'b.id', 'c.book_id')
    .where('c.author_id', '=', authorId)
    .where('c.role', '=', 'author')
    .where(isShown('b'))
  const rows = await books.select('b.id').orderBy('b.sort_title').orderBy('b.id').limit(limit).offset(offset).execute()
  const counted = await books.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { ids: rows.map(({ id }) => id), total: counted.n }
}

/** Books of a series by their place in it, those without a place at the end, then by title. */
export async function pageOfSeries(db: Db, seriesId: number, { limit, offset }: Paging): Promise<BookKeys> {
  const books = db
    .selectFrom('book_series as s')
    .innerJoin('books as b', 'b.id', 's.book_id')
    .where('s.series_id', '=', seriesId)
    .where(isShown('b'))
  const rows = await books
    .select('b.id')
    .orderBy(sql`case when s.position_sort is null then 1 else 0 end`)
    .orderBy('s.position_sort')
    .orderBy('b.sort_title')
    .orderBy('b.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const counted = await books.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { ids: rows.map(({ id }) => id), total: counted.n }
}
