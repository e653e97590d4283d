import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type Dialect as KyselyDialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { decodeRows, encodeParameter } from './rows.ts'

const INT8 = 20
const NUMERIC = 1700

/** Numbers stay numbers: the driver gives 64-bit ones as text otherwise. */
const numbersFrom = (types: typeof pg.types): pg.CustomTypesConfig => ({
  getTypeParser: (oid, format) =>
    oid === INT8 || oid === NUMERIC ? (value: string) => Number(value) : types.getTypeParser(oid, format),
})

class Connection implements DatabaseConnection {
  readonly client: pg.PoolClient
  constructor(client: pg.PoolClient) {
    this.client = client
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.client.query(sql, parameters.map(encodeParameter))
    return {
      rows: decodeRows(result.rows) as R[],
      ...(result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) }),
    }
  }

  // biome-ignore lint/correctness/useYield: every read has a limit here, so nothing needs a cursor
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used: page through the rows by key instead')
  }
}

class PostgresDriver implements Driver {
  readonly #open: () => Promise<pg.Pool>
  #pool: pg.Pool | undefined
  constructor(open: () => Promise<pg.Pool>) {
    this.#open = open
  }
  async init() {
    this.#pool = await this.#open()
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#pool) throw new Error('the driver was asked for a connection before it was ready')
    return new Connection(await this.#pool.connect())
  }
  async releaseConnection(connection: DatabaseConnection) {
    ;(connection as Connection).client.release()
  }
  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }
  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
  async destroy() {
    await this.#pool?.end()
  }
}

/** Loads the client library with the first connection: most installations are on SQLite and never need its 2 MB. */
async function openPool(url: string, onIdleError: (error: Error) => void): Promise<pg.Pool> {
  const { default: client } = await import('pg')
  const types = numbersFrom(client.types)
  const pool = new client.Pool({ connectionString: url, max: 10, types, connectionTimeoutMillis: 10_000 })
  pool.on('error', onIdleError)
  return pool
}

/** @param onIdleError told when the server drops an idle connection; the pool opens another by itself */
export function kyselyPostgres(url: string, onIdleError: (error: Error) => void): KyselyDialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(() => openPool(url, onIdleError)),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
