import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { parseIds } from './book-set.ts'

export type Direction = 'asc' | 'desc'

/** Where a piece ends: the next one begins behind it. */
interface End {
  id: number
  /** The columns of the order. */
  key: string[]
}

/** Books of a piece. Reading one takes about a millisecond, which nobody notices who waits behind it. */
export const PIECE = 4_000
/** After so many rows others get their turn: on SQLite every read holds the thread. */
const BREATHER = 40_000
const NOTHING = new Uint32Array(0)

/**
 * The keys of all visible books in one order, read from its index piece by piece as far as somebody looks, and kept:
 * four bytes a book. Every list in this order, narrowed or not, is found in it without the database. For one version of
 * the catalogue; make another one when it has changed.
 */
export class OrderedBooks {
  readonly #db: Db
  readonly #dialect: Dialect
  readonly #order: BookOrder
  readonly #direction: Direction
  readonly #pieces: Uint32Array[] = []
  #end: End | undefined
  #isWhole = false
  #reading: Promise<void> | undefined

  constructor({ db, dialect }: { db: Db; dialect: Dialect }, order: BookOrder, direction: Direction) {
    this.#db = db
    this.#dialect = dialect
    this.#order = order
    this.#direction = direction
  }

  /** Keys of the books at `number * PIECE` and behind; fewer than `PIECE` at the end of the list, none behind it. */
  async piece(number: number): Promise<Uint32Array> {
    while (this.#pieces.length <= number && !this.#isWhole) {
      // Who comes while a piece is read waits for the same one.
      this.#reading ??= this.#readNext().finally(() => {
        this.#reading = undefined
      })
      await this.#reading
    }
    return this.#pieces[number] ?? NOTHING
  }

  async #readNext(): Promise<void> {
    const columns = bookOrders[this.#order]
    const direction = sql.raw(this.#direction)
    const by = sql.join([...columns, 'id'].map((column) => sql`${sql.ref(column)} ${direction}`))
    const where = this.#end ? sql`and ${this.#behind(this.#end, columns)}` : sql``
    const query = sql`(select id from books where is_library_visible = 1 ${where} order by ${by} limit ${PIECE})`
    const { rows } = await this.#dialect.joined('id', query).execute(this.#db)
    const ids = parseIds(rows[0]?.ids ?? null)
    const last = ids.at(-1)
    if (ids.length < PIECE || last === undefined) this.#isWhole = true
    else this.#end = await this.#keyOf(last)
    this.#pieces.push(ids)
    if ((this.#pieces.length * PIECE) % BREATHER === 0) await setImmediate()
  }

  #behind({ id, key }: End, columns: readonly string[]): RawBuilder<unknown> {
    const names = sql.join([...columns, 'id'].map((column) => sql.ref(column)))
    const sign = sql.raw(this.#direction === 'asc' ? '>' : '<')
    return sql`(${names}) ${sign} (${sql.join([...key, id])})`
  }

  async #keyOf(id: number): Promise<End> {
    const columns = bookOrders[this.#order]
    const row = await this.#db
      .selectFrom('books')
      .select([...columns])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { id, key: columns.map((column) => row[column]) }
  }
}
