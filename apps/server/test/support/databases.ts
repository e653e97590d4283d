import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { silentLogger } from '#kernel/logger.ts'

export const postgresUrl = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_500 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Whether a PostgreSQL server is there; `.ci/run` insists on it. */
export const hasPostgres = await answers(postgresUrl)
if (!hasPostgres && process.env.REQUIRE_SERVICES === '1')
  throw new Error(`PostgreSQL does not answer at ${postgresUrl}`)

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/** An empty database that nobody else uses. */
export async function freshDatabase(kind: 'sqlite' | 'postgres'): Promise<TestDatabase> {
  if (kind === 'sqlite') {
    const dir = mkdtempSync(join(tmpdir(), 'colophon-test-'))
    return { url: `sqlite:${join(dir, 'test.db')}`, drop: async () => rmSync(dir, { recursive: true, force: true }) }
  }
  const name = `colophon_test_${randomBytes(6).toString('hex')}`
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: postgresUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await admin(`create database ${name}`)
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => admin(`drop database if exists ${name} with (force)`) }
}

/**
 * Runs a suite on each database kind, on a migrated database of its own. `world.db` is there once tests run.
 * PostgreSQL is reported as skipped, by name, where no server answers.
 */
export function onEveryDatabase(name: string, suite: (world: { readonly db: Database; readonly url: string }) => void) {
  for (const kind of ['sqlite', 'postgres'] as const) {
    const title = `${name} (${kind})`
    describe.skipIf(kind === 'postgres' && !hasPostgres)(title, () => {
      let db: Database | undefined
      let fresh: TestDatabase | undefined
      beforeAll(async () => {
        fresh = await freshDatabase(kind)
        db = openDatabase(fresh.url, silentLogger)
        await migrate(db)
      })
      afterAll(async () => {
        await db?.close()
        await fresh?.drop()
      })
      suite({
        get db() {
          if (!db) throw new Error('the database is open only while tests run')
          return db
        },
        get url() {
          return fresh?.url ?? ''
        },
      })
    })
  }
}
