import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { isShown } from '#domain/catalog/shown.ts'

export interface NextVolume {
  bookId: number
  series: { id: string; name: string; position: string | null }
}

/** From here on a reader may want to know what comes next. */
const NEARLY_READ = 0.9
/** Books looked at, the last read first: series that nobody came back to for so long are no longer gone on with. */
const LOOKED_AT = 200

interface Row {
  bookId: number
  id: string
  name: string
  position: string | null
}

/**
 * The volume after the furthest one that was read, of every series somebody is in: last read first, each book once.
 * Where that volume is being read or was abandoned, there is nothing to propose.
 */
export async function findNextVolumes(db: Db, userId: number, limit: number): Promise<NextVolume[]> {
  const finished = sql`select book_id, state_at as at from reading_states
    where user_id = ${userId} and state = 'finished' order by state_at desc limit ${LOOKED_AT}`
  const nearly = sql`select s.book_id, p.updated_at as at from reading_states as s
    join reading_places as p on p.user_id = s.user_id and p.book_id = s.book_id
    where s.user_id = ${userId} and s.state = 'reading' and p.fraction >= ${NEARLY_READ} limit ${LOOKED_AT}`
  const reached = sql`select m.series_id, max(m.position_sort) as position, max(d.at) as at
    from (select * from (${finished}) as f union all select * from (${nearly}) as n) as d
    join book_series as m on m.book_id = d.book_id
    where m.position_sort is not null group by m.series_id order by max(d.at) desc limit ${LOOKED_AT}`
  const next = sql`select m.book_id from book_series as m join books as b on b.id = m.book_id
    left join reading_states as s on s.user_id = ${userId} and s.book_id = m.book_id
    where m.series_id = r.series_id and m.position_sort > r.position and ${isShown('b')}
      and coalesce(s.state, 'unread') <> 'finished'
    order by m.position_sort, b.sort_title limit 1`
  const { rows } = await sql<Row>`
    select m.book_id as "bookId", s.public_id as id, s.name, m.position
    from (select r.series_id, r.at, (${next}) as book_id from (${reached}) as r) as v
      join series as s on s.id = v.series_id
      join book_series as m on m.series_id = v.series_id and m.book_id = v.book_id
      left join reading_states as t on t.user_id = ${userId} and t.book_id = v.book_id
    where coalesce(t.state, 'unread') = 'unread'
    order by v.at desc, s.id limit ${limit}`.execute(db)
  const once = new Map(rows.map((row) => [row.bookId, row]))
  return [...once.values()].map(({ bookId, ...series }) => ({ bookId, series }))
}
