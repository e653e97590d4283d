import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { type BookSet, parseIds } from './book-set.ts'

export type Direction = 'asc' | 'desc'

/** A row of the order and how many books of the list stand before it: where deep pages start from. */
interface Anchor {
  position: number
  id: number
  /** The columns of the order. */
  key: string[]
}

const MOST_ANCHORS = 4_000
/** Anchors are apart by so much at least, so that scrolling does not fill the list with neighbours. */
const APART = 100
/** Rows that are passed in one go, for a fraction of a millisecond; each such step leaves an anchor behind. */
const STRIDE = 4_000
const LONGEST_READ = 20_000
/** After so many rows others get their turn. */
const BREATHER = 40_000

/**
 * Pages of all visible books in one order, or of those in a set. It reads the index of the order from the nearest
 * place that an earlier page has passed, so that deep pages cost no more than the first. For one version of the
 * catalogue; ask for another walk when it has changed.
 */
export class OrderWalk {
  readonly #db: Db
  readonly #dialect: Dialect
  readonly #order: BookOrder
  readonly #direction: Direction
  readonly #members: BookSet | undefined
  /** By position. */
  readonly #anchors: Anchor[] = []
  readonly #density: number
  #passed = 0

  constructor(
    { db, dialect }: { db: Db; dialect: Dialect },
    order: BookOrder,
    direction: Direction,
    total: number,
    members?: BookSet,
  ) {
    this.#db = db
    this.#dialect = dialect
    this.#order = order
    this.#direction = direction
    this.#members = members
    this.#density = members ? Math.max(0.001, members.count / Math.max(1, total)) : 1
  }

  /** Keys of the books at these positions. */
  async page(offset: number, limit: number): Promise<number[]> {
    if (this.#members) return this.#pageOfMembers(this.#members, offset, limit)
    const start = await this.#reach(offset)
    return [...(await this.#read(start, offset - (start?.position ?? 0), limit))]
  }

  /** Goes in strides to the last anchor before a position. */
  async #reach(offset: number): Promise<Anchor | undefined> {
    let from = this.#nearest(offset)
    for (;;) {
      const position = (from?.position ?? 0) + STRIDE
      if (position > offset) return from
      const [id] = await this.#read(from, STRIDE, 1)
      if (id === undefined) return from
      from = await this.#remember(position, id)
      await this.#breathe(STRIDE)
    }
  }

  async #pageOfMembers(members: BookSet, offset: number, limit: number): Promise<number[]> {
    const page: number[] = []
    let from = this.#nearest(offset)
    for (;;) {
      let position = from?.position ?? 0
      const wanted = offset + limit - position
      const rows = Math.min(LONGEST_READ, Math.ceil((wanted / this.#density) * 1.2) + 20)
      const ids = await this.#read(from, 0, rows)
      let before = position
      for (const id of ids) {
        before = position
        if (!members.has(id)) continue
        // The row of an anchor is read again and must not come twice.
        if (position === offset + page.length) page.push(id)
        position++
        if (page.length === limit) return page
      }
      const last = ids.at(-1)
      if (ids.length < rows || last === undefined) return page
      from = await this.#remember(before, last)
      await this.#breathe(rows)
    }
  }

  /** Keys in order, from an anchor on (itself included). */
  async #read(from: Anchor | undefined, skip: number, limit: number): Promise<Uint32Array> {
    const columns = bookOrders[this.#order]
    const direction = sql.raw(this.#direction)
    const by = sql.join([...columns, 'id'].map((column) => sql`${sql.ref(column)} ${direction}`))
    const where = from ? sql`and ${this.#onward(from, columns)}` : sql``
    const query = sql`(select id from books where is_library_visible = 1 ${where} order by ${by}
      limit ${limit} offset ${skip})`
    const { rows } = await this.#dialect.joined('id', query).execute(this.#db)
    return parseIds(rows[0]?.ids ?? null)
  }

  #onward({ id, key }: Anchor, columns: readonly string[]): RawBuilder<unknown> {
    const names = sql.join([...columns, 'id'].map((column) => sql.ref(column)))
    const sign = sql.raw(this.#direction === 'asc' ? '>=' : '<=')
    return sql`(${names}) ${sign} (${sql.join([...key, id])})`
  }

  #nearest(offset: number): Anchor | undefined {
    return this.#anchors[this.#indexAfter(offset) - 1]
  }

  /** Keeps a place for later, unless there is one close by. */
  async #remember(position: number, id: number): Promise<Anchor> {
    const columns = bookOrders[this.#order]
    const row = await this.#db
      .selectFrom('books')
      .select([...columns])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const anchor = { position, id, key: columns.map((column) => row[column]) }
    const at = this.#indexAfter(position)
    const gaps = [
      position - (this.#anchors[at - 1]?.position ?? 0),
      (this.#anchors[at]?.position ?? Infinity) - position,
    ]
    if (this.#anchors.length < MOST_ANCHORS && gaps.every((gap) => gap >= APART)) this.#anchors.splice(at, 0, anchor)
    return anchor
  }

  /** How many anchors stand at or before a position. */
  #indexAfter(position: number): number {
    let [low, high] = [0, this.#anchors.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#anchors[middle]?.position ?? 0) <= position) low = middle + 1
      else high = middle
    }
    return low
  }

  /** A long way is walked in turns with other requests: on SQLite every read holds the thread. */
  async #breathe(rows: number): Promise<void> {
    this.#passed += rows
    if (this.#passed < BREATHER) return
    this.#passed = 0
    await setImmediate()
  }
}
