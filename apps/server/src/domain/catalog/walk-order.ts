import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { type BookSet, parseIds } from './book-set.ts'

export type Direction = 'asc' | 'desc'

/** A row that is known to stand at a position of a list: where deep pages start from. */
interface Anchor {
  position: number
  id: number
}

const MOST_ANCHORS = 4_000
/** Apart from each other at least, so that scrolling does not fill the list with neighbours. */
const APART = 100
const LONGEST_READ = 20_000
/** Reads of so many keys take a few milliseconds; others get their turn in between. */
const BREATHER = 100_000

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
    const start = this.#nearest(offset)
    const ids = this.#members
      ? await this.#pageOfMembers(this.#members, start, offset, limit)
      : [...(await this.#read(start, offset - (start?.position ?? 0), limit))]
    if (ids[0] !== undefined) this.#remember({ position: offset, id: ids[0] })
    return ids
  }

  async #pageOfMembers(members: BookSet, start: Anchor | undefined, offset: number, limit: number): Promise<number[]> {
    const page: number[] = []
    let from = start
    let position = start?.position ?? 0
    let readSince = 0
    let skip = 0
    for (;;) {
      const wanted = offset + limit - position
      const rows = Math.min(LONGEST_READ, Math.ceil((wanted / this.#density) * 1.2) + 20)
      const ids = await this.#read(from, skip, rows)
      for (const id of ids) {
        if (!members.has(id)) continue
        if (position >= offset) page.push(id)
        position++
        if (page.length === limit) return page
      }
      const last = ids.at(-1)
      if (ids.length < rows || last === undefined) return page
      from = { position, id: last }
      skip = 1
      readSince += rows
      if (readSince > BREATHER) {
        readSince = 0
        await new Promise((resolve) => setImmediate(resolve))
      }
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

  #onward({ id }: Anchor, columns: readonly string[]): RawBuilder<unknown> {
    const keys = sql.join([...columns, 'id'].map((column) => sql.ref(column)))
    const sign = sql.raw(this.#direction === 'asc' ? '>=' : '<=')
    return sql`(${keys}) ${sign} (select ${keys} from books where id = ${id})`
  }

  #nearest(offset: number): Anchor | undefined {
    return this.#anchors[this.#indexAfter(offset) - 1]
  }

  #remember(anchor: Anchor) {
    const at = this.#indexAfter(anchor.position)
    const before = this.#anchors[at - 1]
    const after = this.#anchors[at]
    if (anchor.position < APART || this.#anchors.length >= MOST_ANCHORS) return
    if (before && anchor.position - before.position < APART) return
    if (after && after.position - anchor.position < APART) return
    this.#anchors.splice(at, 0, anchor)
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
}
