import BetterSqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type Dialect as KyselyDialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { encodeParameter, rowDecoder } from './rows.ts'

const STATEMENTS_KEPT = 400

interface Prepared {
  statement: BetterSqlite.Statement
  decode: ReturnType<typeof rowDecoder>
}

/** Runs statements on one open file; keeps them prepared, since preparing costs more than most of them do. */
class Connection implements DatabaseConnection {
  readonly #file: BetterSqlite.Database
  readonly #prepared = new Map<string, Prepared>()
  constructor(file: BetterSqlite.Database) {
    this.#file = file
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, decode } = this.#prepare(sql)
    const values = parameters.map(encodeParameter)
    if (statement.reader) return { rows: decode(statement.all(...values) as Record<string, unknown>[]) as R[] }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const { statement, decode } = this.#prepare(sql)
    for (const row of statement.iterate(...parameters.map(encodeParameter))) {
      yield { rows: decode([row as Record<string, unknown>]) as R[] }
    }
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#file.prepare(sql)
    // What `*` means changes with the schema.
    if (/^\s*(alter|create|drop)\s/i.test(sql)) this.#prepared.clear()
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : []
    const prepared = { statement, decode: rowDecoder(columns) }
    if (this.#prepared.size >= STATEMENTS_KEPT) this.#prepared.delete(this.#prepared.keys().next().value ?? '')
    this.#prepared.set(sql, prepared)
    return prepared
  }
}

/** One connection; a transaction has it to itself, the next one waits in line. */
class SqliteDriver implements Driver {
  readonly #file: BetterSqlite.Database
  readonly #connection: Connection
  readonly #isExclusive: boolean
  #line: Promise<void> = Promise.resolve()
  #release: (() => void) | undefined

  constructor(file: BetterSqlite.Database, isExclusive: boolean) {
    this.#file = file
    this.#connection = new Connection(file)
    this.#isExclusive = isExclusive
  }

  async init() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#isExclusive) {
      const before = this.#line
      let release = () => {}
      this.#line = new Promise((resolve) => {
        release = resolve
      })
      await before
      this.#release = release
    }
    return this.#connection
  }

  async releaseConnection() {
    this.#release?.()
  }

  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    // A failed commit or a full disk may have ended the transaction already.
    if (this.#file.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy() {
    this.#file.close()
  }
}

/** Opens a file with the settings that the server needs: WAL, foreign keys, a short wait for other processes. */
export function openSqliteFile(path: string, options: { readonly: boolean }): BetterSqlite.Database {
  const file = new BetterSqlite(path, { readonly: options.readonly, timeout: 10_000 })
  if (!options.readonly) {
    file.pragma('journal_mode = WAL')
    // In WAL a power cut can lose the last commits but never damages the file; a killed process loses nothing.
    file.pragma('synchronous = NORMAL')
    file.pragma('wal_autocheckpoint = 4000')
  }
  file.pragma('foreign_keys = ON')
  file.pragma('cache_size = -32000')
  file.pragma('temp_store = MEMORY')
  return file
}

/**
 * SQLite plans a join anew whenever a value is bound to a bare parameter that is compared in it, which takes up to ten
 * times as long as running it: 320 µs instead of 30 for the page of a book. The sign changes no value and hides the
 * parameter. (So a partial index is found by a literal only; see `waiting` in jobs/claim.ts.)
 */
export class QueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

/** @param isExclusive true for the writer: statements and transactions wait for each other */
export function kyselySqlite(file: BetterSqlite.Database, isExclusive: boolean): KyselyDialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(file, isExclusive),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new QueryCompiler(),
  }
}
