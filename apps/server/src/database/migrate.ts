import { sql } from 'kysely'
import { migrations } from './migrations/all.ts'
import type { Database, Trx } from './open.ts'

/** Advisory lock number, any constant: two processes that start together migrate one after the other. */
const LOCK = 787_001

/**
 * Brings the database to the newest schema. Each migration and its record are one transaction, so a process killed in
 * between leaves either all of it or nothing.
 * @returns the names of what was applied now
 */
export async function migrate({ dialect, writer }: Database): Promise<string[]> {
  const applied: string[] = []
  const inTurn = (work: (trx: Trx) => Promise<void>) =>
    writer.transaction().execute(async (trx) => {
      if (dialect.name === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx)
      await work(trx)
    })
  // In turn as well: on PostgreSQL two processes that find no table both make it, and one of them fails.
  await inTurn(async (trx) => {
    await sql`create table if not exists schema_migrations (name text primary key, applied_at text not null)`.execute(
      trx,
    )
  })
  for (const migration of migrations) {
    await inTurn(async (trx) => {
      const known = await sql<{ name: string }>`
        select name from schema_migrations where name = ${migration.name}`.execute(trx)
      if (known.rows.length > 0) return
      await migration.up(trx, dialect)
      await sql`insert into schema_migrations (name, applied_at)
        values (${migration.name}, ${new Date().toISOString()})`.execute(trx)
      applied.push(migration.name)
    })
  }
  return applied
}
