import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { type AnyId, isNamed } from '#domain/catalog/any-id.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'

interface Stretch {
  offset: number
  limit: number
}

/** Whose catalogue it is: a person, and what that person sees of it. */
export interface FeedReader {
  userId: number
  scope: OwnerScope
}

/** Books of what is a reader's own or small, in an order of its own. */
async function pageOf<Row extends { id: number }>(
  db: Db,
  scope: OwnerScope,
  { what, from, order }: { what: RawBuilder<unknown>; from: RawBuilder<unknown>; order: RawBuilder<unknown> },
  { offset, limit }: Stretch,
): Promise<{ rows: Row[]; total: number }> {
  const readable = sql`${from} and b.has_files = 1 and ${isShownTo(scope, 'b')}`
  const page =
    await sql<Row>`select ${what} from ${readable} order by ${order} limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*) as n from ${readable}`.execute(db)
  return { rows: page.rows, total: counted.rows[0]?.n ?? 0 }
}

/** Books of a series in reading order, each with its place. */
export const pageOfSeries = (db: Db, { scope }: FeedReader, seriesId: number, stretch: Stretch) =>
  pageOf<{ id: number; position: string | null }>(
    db,
    scope,
    {
      what: sql`b.id, e.position`,
      from: sql`book_series as e join books as b on b.id = e.book_id where e.series_id = ${seriesId}`,
      order: sql`case when e.position_sort is null then 1 else 0 end, e.position_sort, b.sort_title, b.id`,
    },
    stretch,
  )

/** What a reader is in, last read first. */
export const pageOfReading = (db: Db, { userId, scope }: FeedReader, stretch: Stretch) =>
  pageOf<{ id: number }>(
    db,
    scope,
    {
      what: sql`b.id`,
      from: sql`reading_states as s join books as b on b.id = s.book_id
        left join reading_places as p on p.user_id = s.user_id and p.book_id = s.book_id
        where s.user_id = ${userId} and s.state = 'reading'`,
      order: sql`coalesce(p.updated_at, s.state_at) desc, b.id desc`,
    },
    stretch,
  )

/** Books of a list in the reader's order. */
export const pageOfList = (db: Db, { scope }: FeedReader, listId: number, stretch: Stretch) =>
  pageOf<{ id: number }>(
    db,
    scope,
    {
      what: sql`b.id`,
      from: sql`reading_list_books as e join books as b on b.id = e.book_id where e.list_id = ${listId}`,
      order: sql`e.position, e.book_id`,
    },
    stretch,
  )

/** A list of this reader; undefined also for one of somebody else. */
export const findList = (db: Db, userId: number, id: AnyId) =>
  db
    .selectFrom('reading_lists')
    .select(['id', 'public_id', 'name'])
    .where(isNamed('reading_lists', id))
    .where('user_id', '=', userId)
    .executeTakeFirst()

export const findLibrary = (db: Db, id: AnyId) =>
  db.selectFrom('libraries').select(['id', 'public_id', 'name']).where(isNamed('libraries', id)).executeTakeFirst()

/** A book that the library shows to a reader and that can be read. */
export const findReadableBook = (db: Db, { scope }: FeedReader, id: AnyId) =>
  db
    .selectFrom('books')
    .select('id')
    .where(isNamed('books', id))
    .where(isShownTo(scope, 'books'))
    .where('has_files', '=', true)
    .executeTakeFirst()
