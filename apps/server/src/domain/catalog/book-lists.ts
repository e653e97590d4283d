import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type BookFilters, type FilterQuery, filterQueries } from './book-filters.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { BookSet } from './book-set.ts'
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
  readonly #sorted = new Remembered<number[]>(200)
  readonly #walks = new Remembered<OrderWalk>(64)

  constructor(deps: { db: Db; dialect: Dialect }) {
    this.#deps = deps
  }

  /** One page and how many there are in all. An offset behind the end gives no books and the true total. */
  async page({ filters = {}, order, direction = 'asc', offset, limit }: BookListRequest): Promise<BookKeys> {
    const version = await catalogVersion(this.#deps.db)
    const [key, members] = await this.#members(version, filters)
    const all = members?.few ? 0 : await this.#countAll(version)
    const total = members ? members.count : all
    if (offset >= total) return { ids: [], total }
    const listKey = `${order} ${direction} ${key}`
    if (members?.few) {
      const { few } = members
      const sorted = await this.#sorted.get(version, listKey, () => this.#sort(few, order, direction))
      return { ids: sorted.slice(offset, offset + limit), total }
    }
    const walk = await this.#walks.get(
      version,
      listKey,
      async () => new OrderWalk(this.#deps, order, direction, all, members),
    )
    return { ids: await walk.page(offset, limit), total }
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
    return BookSet.parseDistinct(rows[0]?.ids ?? null)
  }

  async #sort(members: Iterable<number>, order: BookOrder, direction: Direction): Promise<number[]> {
    const rows = await this.#deps.db
      .selectFrom('books')
      .select('id')
      .where(this.#deps.dialect.isAmong('id', [...members]))
      .orderBy([...bookOrders[order], 'id'].map((column) => sql`${sql.ref(column)} ${sql.raw(direction)}`))
      .execute()
    return rows.map(({ id }) => id)
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
