import { sql } from 'kysely'
import type { Db } from '#database/open.ts'

/** The first year (UTC) of which something is known that somebody read; undefined where nothing is. */
export async function firstYearOf(db: Db, userId: number): Promise<number | undefined> {
  const { rows } = await sql<{ at: string | null }>`
    select min(t.at) as at from (
      select min(e.at) as at from reading_events as e where e.user_id = ${userId}
      union all select min(r.ended_at) as at from read_throughs as r where r.user_id = ${userId}
      union all select min(d.updated_at) as at from kosync_documents as d where d.user_id = ${userId}) as t`.execute(db)
  const at = rows[0]?.at
  return at ? Number(at.slice(0, 4)) : undefined
}
