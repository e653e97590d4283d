import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Kysely, type Transaction as KyselyTransaction } from 'kysely'
import type { DomainEvent } from '#kernel/events.ts'
import type { Logger } from '#kernel/logger.ts'
import type { Dialect } from './dialect/dialect.ts'
import { postgresDialect } from './dialect/postgres.ts'
import { kyselyPostgres } from './dialect/postgres-driver.ts'
import { sqliteDialect } from './dialect/sqlite.ts'
import { kyselySqlite, openSqliteFile } from './dialect/sqlite-driver.ts'
import { kyselySqliteThread } from './dialect/sqlite-thread.ts'
import type { Schema } from './schema.ts'

/** What reads take. On SQLite it is a read-only connection of its own, so it never waits for a writer. */
export type Db = Kysely<Schema>
/** What writes get, inside a transaction. It can read too. */
export type Trx = KyselyTransaction<Schema>

/**
 * Announces inside a transaction what happened; reactions become jobs in the same transaction, and after the commit
 * listeners are told. Takes events and requests for jobs.
 */
export type Emit = (item: DomainEvent | JobRequest) => void

/** One unit of writing. No network, no files and no waiting inside: on SQLite all other writers wait meanwhile. */
export type Transaction = <Result>(work: (trx: Trx, emit: Emit) => Promise<Result>) => Promise<Result>

/** A job asked for; made by the `request` of a job definition (jobs/define-job.ts). */
export interface JobRequest {
  readonly kind: 'job'
  readonly name: string
  readonly payload: unknown
  /** Equal keys that wait are one job. */
  readonly key: string | null
  readonly delayMs?: number
  /** Larger goes first within its queue. */
  readonly priority?: number
}

export interface Database {
  dialect: Dialect
  reader: Db
  /** For reads whose time grows with the catalogue: on SQLite they hold a thread of their own and not everybody else. */
  long: Db
  writer: Db
  close(): Promise<void>
}

/**
 * Opens the database that a URL names.
 * @param url `postgres://…`, or `sqlite:<path>`
 */
export function openDatabase(url: string, logger: Logger): Database {
  if (/^postgres(ql)?:/.test(url)) {
    const onIdleError = (error: Error) => logger.warn({ err: error }, 'an idle database connection was lost')
    const db = new Kysely<Schema>({ dialect: kyselyPostgres(url, onIdleError) })
    return { dialect: postgresDialect, reader: db, long: db, writer: db, close: () => db.destroy() }
  }
  const path = resolve(url.replace(/^sqlite:(\/\/)?/, ''))
  mkdirSync(dirname(path), { recursive: true })
  const writer = new Kysely<Schema>({ dialect: kyselySqlite(openSqliteFile(path, { readonly: false }), true) })
  const reader = new Kysely<Schema>({ dialect: kyselySqlite(openSqliteFile(path, { readonly: true }), false) })
  const long = new Kysely<Schema>({ dialect: kyselySqliteThread(path) })
  return {
    dialect: sqliteDialect,
    reader,
    long,
    writer,
    async close() {
      await long.destroy()
      await reader.destroy()
      await writer.destroy()
    },
  }
}
