import { sql } from 'kysely'
import type { Db } from '#database/open.ts'

export interface MonthCount {
  /** `2026-03` */
  month: string
  count: number
}

/** Downloads of somebody in each of the last months (UTC), oldest first, with this month as the last. */
export async function downloadsPerMonth(db: Db, userId: number, now: Date, months: number): Promise<MonthCount[]> {
  const names = Array.from({ length: months }, (_, index) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (months - 1 - index), 1))
    return month.toISOString().slice(0, 7)
  })
  const { rows } = await sql<MonthCount>`
    select substr(created_at, 1, 7) as month, count(*) as count from download_events
    where user_id = ${userId} and created_at >= ${names[0]} group by substr(created_at, 1, 7)`.execute(db)
  const counts = new Map(rows.map(({ month, count }) => [month, Number(count)]))
  return names.map((month) => ({ month, count: counts.get(month) ?? 0 }))
}
