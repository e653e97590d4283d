import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { isShown } from '#domain/catalog/shown.ts'

interface Deps {
  db: Db
  dialect: Dialect
}

/** In hundredths of the points of library contract 26, so that sums are whole numbers and equal ones are equal. */
const POINTS = { author: 300, nextInSeries: 500, publisher: 100 } as const

/**
 * Books that a reader may like, best first: by their authors, the next in their series, of their publishers, and what
 * is often downloaded; the newest follow. Books that are being read or were finished, on any device, are left out.
 * @returns keys
 */
export async function recommendBooks({ db, dialect }: Deps, userId: number, limit: number): Promise<number[]> {
  const history = historyOf(userId)
  const signals = sql`${ofHistory(history)} union all ${popular}`
  const scored = await best(db, { signals, isLeftOut: sql`t.book_id in ${history}`, limit })
  if (scored.length === limit) return scored
  const { rows } = await sql<{ id: number }>`
    select b.id from books as b
    where b.is_library_visible = 1 and b.id not in ${history} and not (${dialect.isAmong('b.id', scored)})
    order by b.created_at desc, b.id desc limit ${limit - scored.length}`.execute(db)
  return [...scored, ...rows.map(({ id }) => id)]
}

/**
 * Those among them for which something speaks that the reader has read, without what they gave up.
 * @returns keys, best first; none for somebody who has not read yet
 */
export function likelyBooks(db: Db, userId: number, limit: number): Promise<number[]> {
  const touched = sql`(select s.book_id from reading_states as s where s.user_id = ${userId} and s.state <> 'unread')`
  return best(db, { signals: ofHistory(historyOf(userId)), isLeftOut: sql`t.book_id in ${touched}`, limit })
}

const historyOf = (userId: number) =>
  sql`(select s.book_id from reading_states as s
    where s.user_id = ${userId} and s.state in ('reading', 'finished'))`

function ofHistory(history: RawBuilder<unknown>) {
  const authors = sql`select c.book_id, ${sql.lit(POINTS.author)} * count(distinct c.author_id) as points
    from book_creators as c
    where c.role = 'author' and c.author_id in (
      select h.author_id from book_creators as h where h.role = 'author' and h.book_id in ${history})
    group by c.book_id`
  const reached = sql`(select m.series_id, max(m.position_sort) as position from book_series as m
    where m.position_sort is not null and m.book_id in ${history} group by m.series_id)`
  const following = sql`(select min(n.position_sort) from book_series as n join books as f on f.id = n.book_id
    where n.series_id = r.series_id and n.position_sort > r.position and ${isShown('f')})`
  const series = sql`select m.book_id, ${sql.lit(POINTS.nextInSeries)} as points
    from ${reached} as r join book_series as m on m.series_id = r.series_id
    where m.position_sort = ${following}`
  const publishers = sql`select b.id as book_id, ${sql.lit(POINTS.publisher)} as points from books as b
    where b.publisher in (select h.publisher from books as h where h.publisher <> '' and h.id in ${history})`
  return sql`${authors} union all ${series} union all ${publishers}`
}

const popular = sql`select f.book_id, sum(f.download_count) as points from book_files as f
  where f.download_count > 0 group by f.book_id`

interface Contest {
  signals: RawBuilder<unknown>
  isLeftOut: RawBuilder<unknown>
  limit: number
}

async function best(db: Db, { signals, isLeftOut, limit }: Contest): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select b.id from (select p.book_id, sum(p.points) as points from (${signals}) as p group by p.book_id) as t
      join books as b on b.id = t.book_id
    where ${isShown('b')} and not (${isLeftOut})
    order by t.points desc, b.created_at desc, b.id desc limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
