import { sql } from 'kysely'
import type { Db } from '#database/open.ts'

/** Days are those of UTC, as text: `2026-03-14`. */
type Day = string

export const dayOf = (instant: string): Day => instant.slice(0, 10)

export function shiftDay(day: Day, by: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + by)
  return dayOf(date.toISOString())
}

/**
 * Days on which somebody read on any device, oldest first. What a KOReader tells of documents that are no book here
 * counts with its last report.
 * @param from the first day; @param to the day after the last one
 */
export async function readingDays(db: Db, userId: number, from: Day, to: Day): Promise<Day[]> {
  const { rows } = await sql<{ day: Day }>`
    select substr(e.at, 1, 10) as day from reading_events as e
      where e.user_id = ${userId} and e.at >= ${from} and e.at < ${to}
    union select substr(d.updated_at, 1, 10) as day from kosync_documents as d
      where d.user_id = ${userId} and d.event_id is null and d.updated_at >= ${from} and d.updated_at < ${to}
    order by day`.execute(db)
  return rows.map(({ day }) => day)
}

/** Length of the longest run of days without a gap. @param days in order, each once */
export function longestStreak(days: readonly Day[]): number {
  let longest = 0
  let run = 0
  let next: Day | undefined
  for (const day of days) {
    run = day === next ? run + 1 : 1
    next = shiftDay(day, 1)
    longest = Math.max(longest, run)
  }
  return longest
}

/** So many days are read at a time: longer streaks are rare. */
const WINDOW = 400

/** How many days in a row somebody has read until today, or until yesterday where today has nothing yet. */
export async function currentStreak(db: Db, userId: number, today: Day): Promise<number> {
  let streak = 0
  let next = today
  for (;;) {
    const from = shiftDay(next, -WINDOW)
    const days = new Set(await readingDays(db, userId, from, shiftDay(next, 1)))
    if (streak === 0 && !days.has(next)) next = shiftDay(next, -1)
    while (days.has(next)) {
      streak += 1
      next = shiftDay(next, -1)
    }
    if (next >= from) return streak
  }
}
