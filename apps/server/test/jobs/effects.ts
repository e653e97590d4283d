import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Database } from '#database/open.ts'
import { bind, defineJob } from '#jobs/define-job.ts'

/**
 * Jobs whose effect can be counted from outside, for tests with several processes. `begun` gets a row for each try,
 * `done` for each effect; the effect is written so that a second one would be seen.
 */
export async function createEffects({ writer }: Database): Promise<void> {
  await sql`create table if not exists begun (label text not null)`.execute(writer)
  await sql`create table if not exists done (label text not null)`.execute(writer)
  await sql`delete from begun`.execute(writer)
  await sql`delete from done`.execute(writer)
}

export async function countOf({ reader }: Database, table: 'begun' | 'done', label?: string): Promise<number> {
  const where = label === undefined ? sql`` : sql`where label = ${label}`
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} ${where}`.execute(reader)
  return Number(rows[0]?.n)
}

export async function labelsOf({ reader }: Database, table: 'begun' | 'done'): Promise<string[]> {
  const { rows } = await sql<{ label: string }>`select label from ${sql.table(table)} order by label`.execute(reader)
  return rows.map(({ label }) => label)
}

export const countMe = defineJob({
  name: 'test.count-me',
  queue: 'default',
  payload: Type.Object({ label: Type.String(), firstTryMs: Type.Number() }),
  timeoutSeconds: 60,
  run: async ({ database }: { database: Database }, { label, firstTryMs }, { attempt, signal }) => {
    await sql`insert into begun (label) values (${label})`.execute(database.writer)
    if (attempt === 1 && firstTryMs > 0) {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, firstTryMs)
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
    }
    await sql`insert into done (label) values (${label})`.execute(database.writer)
  },
})

export const effectJobs = (database: Database) => [bind(countMe, { database })]
