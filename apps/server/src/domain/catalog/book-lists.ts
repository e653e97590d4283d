import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type BookFilters, type FilterQuery, filterQueries } from './book-filters.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { BookSet, parseIds } from './book-set.ts'
import { catalogVersion } from './catalog-version.ts'
import { Remembered } from './remembered.ts'
import { type Direction, OrderWalk } from './walk-order.ts'

export interface BookListRequest {
  filters?: BookFilters
  order: BookOrder
  direction?: Direction
  offset: number
  limit: number
}

export interface BookKeys {
  ids: number[]
  total: number
}

/**
 * Lists of books in any order, narrowed by anything, at a cost that does not grow with the catalogue: totals, the sets
 * that filters and searches give, and places in long lists are remembered for as long as the catalogue stays as it is.
 * One instance for a process.
 */
export class BookLists {
  readonly #deps: { db: Db; dialect: Dialect }
  readonly #totals = new Remembered<number>(1)
  readonly #sets = new Remembered<BookSet>(200)
  readonly #sorted = new Remembered<Uint32Array>(60)
  readonly #walks = new Remembered<OrderWalk>(64)

  constructor(deps: { db: Db; dialect: Dialect }) {
    this.#deps = deps
  }

  /** One page and how many there are in all. An offset behind the end gives no books and the true total. */
  async page({ filters = {}, order, direction = 'asc', offset, limit }: BookListRequest): Promise<BookKeys> {
    const version = await catalogVersion(this.#deps.db)
    const [key, members] = await this.#members(version, filters)
    const all = await this.#countAll(version)
    const total = members ? members.count : all
    if (offset >= total) return { ids: [], total }
    const listKey = `${order} ${direction} ${key}`
    if (members && isSortedSooner(members, offset + limit, all)) {
      const sorted = await this.#sorted.get(version, listKey, () => this.#sort(members, order, direction))
      return { ids: [...sorted.subarray(offset, offset + limit)], total }
    }
    // The last pages are the first ones of the opposite direction.
    const isBehind = offset > total / 2
    const way = isBehind ? opposite[direction] : direction
    const walk = await this.#walks.get(
      version,
      `${order} ${way} ${key}`,
      async () => new OrderWalk(this.#deps, order, way, all, members),
    )
    if (!isBehind) return { ids: await walk.page(offset, limit), total }
    const count = Math.min(limit, total - offset)
    return { ids: (await walk.page(total - offset - count, count)).reverse(), total }
  }

  /** The books that filters leave, to look into. */
  async members(filters: BookFilters): Promise<BookSet> {
    const version = await catalogVersion(this.#deps.db)
    const [, members] = await this.#members(version, filters)
    if (!members) throw new Error('members of a list without filters are all books')
    return members
  }

  /** @returns a key for the combination, and its books; undefined where nothing narrows the list */
  async #members(version: number, filters: BookFilters): Promise<[string, BookSet | undefined]> {
    const queries = filterQueries(this.#deps.dialect, filters)
    if (queries.length === 0) return ['', undefined]
    const sets = await Promise.all(queries.map((query) => this.#set(version, query)))
    const key = queries.map((query) => `${query.key}${query.isNegated ? '-' : ''}`).join(' ')
    const [first] = sets
    if (sets.length === 1) return [key, first]
    const both = this.#sets.get(version, key, async () => sets.reduce((met, set) => met.and(set)))
    return [key, await both]
  }

  async #set(version: number, { key, query, isNegated }: FilterQuery): Promise<BookSet> {
    const set = await this.#sets.get(version, key, () => this.#read(query))
    if (!isNegated) return set
    const everything = () => this.#read(sql`(select id as book_id from books where is_library_visible = 1)`)
    return this.#sets.get(version, `${key}-`, async () =>
      (await this.#sets.get(version, '[]', everything)).without(set),
    )
  }

  async #read(query: FilterQuery['query']): Promise<BookSet> {
    const { rows } = await this.#deps.dialect.joined('book_id', query).execute(this.#deps.db)
    return BookSet.parse(rows[0]?.ids ?? null)
  }

  async #sort(members: BookSet, order: BookOrder, direction: Direction): Promise<Uint32Array> {
    const by = sql.join([...bookOrders[order], 'id'].map((column) => sql`${sql.ref(column)} ${sql.raw(direction)}`))
    const among = this.#deps.dialect.isAmong('id', [...members.members()])
    const query = sql`(select id from books where ${among} order by ${by})`
    const { rows } = await this.#deps.dialect.joined('id', query).execute(this.#deps.db)
    return parseIds(rows[0]?.ids ?? null)
  }

  #countAll(version: number): Promise<number> {
    return this.#totals.get(version, '', async () => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from books where is_library_visible = 1`.execute(
        this.#deps.db,
      )
      return rows[0]?.n ?? 0
    })
  }
}

const opposite = { asc: 'desc', desc: 'asc' } as const satisfies Record<Direction, Direction>

/** Sets beyond this are never sorted: a walk over the index finds their first pages at once. */
const MOST_SORTED = 20_000
/** Looking up a member by its key costs about as much as passing so many rows of an index. */
const LOOKUP = 10

/** Whether to sort all members rather than to walk an order until the page is full. */
function isSortedSooner(members: BookSet, rows: number, all: number): boolean {
  if (members.count > MOST_SORTED) return false
  return members.few !== undefined || (rows / members.count) * all > members.count * LOOKUP
}
