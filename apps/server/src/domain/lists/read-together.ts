import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { isShown } from '#domain/catalog/shown.ts'

/**
 * Books that at least two members of a group are in or have read, one of them now, or about which a note is shared:
 * what they talk about. The last touched first.
 * @returns keys
 */
export async function booksReadTogether(db: Db, groupId: number, limit: number): Promise<number[]> {
  const read = sql`select s.book_id, max(s.state_at) as at from reading_group_members as m
    join reading_states as s on s.user_id = m.user_id
    where m.group_id = ${groupId} and s.state in ('reading', 'finished')
    group by s.book_id
    having count(*) > 1 and sum(case when s.state = 'reading' then 1 else 0 end) > 0`
  const written = sql`select a.book_id, max(a.created_at) as at from annotations as a
    where a.group_id = ${groupId} group by a.book_id`
  const { rows } = await sql<{ id: number }>`
    select b.id from (${read} union all ${written}) as t join books as b on b.id = t.book_id
    where ${isShown('b')} group by b.id order by max(t.at) desc, b.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
