import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type Dialect as KyselyDialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
} from 'kysely'
import { encodeParameter, rowDecoder } from './rows.ts'
import { QueryCompiler } from './sqlite-driver.ts'

/** Beside this file, in the sources as in the built server. */
const script = new URL(`./read-thread${extname(import.meta.url)}`, import.meta.url)

export interface Question {
  id: number
  sql: string
  parameters: unknown[]
}

export type Reply = { id: number } & ({ columns: string[]; rows: Record<string, unknown>[] } | { error: string })

interface Waiting {
  resolve(rows: Record<string, unknown>[]): void
  reject(error: Error): void
}

/** Reads a file in a thread of its own, which begins with the first question. */
class ThreadedConnection implements DatabaseConnection {
  readonly #path: string
  readonly #waiting = new Map<number, Waiting>()
  #thread: Worker | undefined
  #asked = 0

  constructor(path: string) {
    this.#path = path
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const thread = this.#started()
    const id = ++this.#asked
    const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      // Somebody waits: until the answer is there, the thread keeps the process alive.
      thread.ref()
      thread.postMessage({ id, sql, parameters: parameters.map(encodeParameter) } satisfies Question)
    })
    return { rows: rows as R[] }
  }

  // biome-ignore lint/correctness/useYield: nothing is read piece by piece here, and Kysely asks for the method.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a thread gives its answers whole')
  }

  async close(): Promise<void> {
    await this.#thread?.terminate()
  }

  #started(): Worker {
    if (this.#thread) return this.#thread
    const thread = new Worker(script, { workerData: { path: this.#path }, execArgv: [], name: 'long reads' })
    thread.on('message', (reply: Reply) => this.#take(reply))
    thread.on('error', (error) => this.#end(error))
    thread.on('exit', () => this.#end(new Error('the thread that reads the database has ended')))
    thread.unref()
    this.#thread = thread
    return thread
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (this.#waiting.size === 0) this.#thread?.unref()
    if ('error' in reply) waiting?.reject(new Error(reply.error))
    else waiting?.resolve(rowDecoder(reply.columns)(reply.rows) as Record<string, unknown>[])
  }

  /** Whoever waits learns of it; the next question begins another thread. */
  #end(error: Error): void {
    this.#thread = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

const refuse = async (): Promise<never> => {
  throw new Error('long reads have no transactions')
}

/**
 * A connection for reads that take long: they are done in a thread of their own, so that nobody else waits for them.
 * @param path of an SQLite file
 */
export function kyselySqliteThread(path: string): KyselyDialect {
  const connection = new ThreadedConnection(path)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: () => connection.close(),
  }
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new QueryCompiler(),
  }
}
