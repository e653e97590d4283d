import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type BookFilters, type FilterQuery, filterQueries } from './book-filters.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { BookSet, parseIds } from './book-set.ts'
import { catalogVersion } from './catalog-version.ts'
import { booksFrom, letterRanges } from './letters.ts'
import { type Direction, OrderedBooks } from './ordered-books.ts'
import { Remembered } from './remembered.ts'
import { MemberWalk, pageOf } from './walk-order.ts'

export interface BookListRequest {
  filters?: BookFilters
  order: BookOrder
  direction?: Direction
  offset: number
  limit: number
}

interface ListDeps {
  db: Db
  /** Where sets are read: a word that half of the books have takes many milliseconds. */
  long: Db
  dialect: Dialect
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
  readonly #deps: ListDeps
  readonly #totals = new Remembered<number>(1)
  readonly #sets = new Remembered<BookSet>(300)
  /** Apart, because every pair of words is another one and would drive out the words. */
  readonly #met = new Remembered<BookSet>(60)
  readonly #sorted = new Remembered<Uint32Array>(60)
  readonly #letters = new Remembered<BookSet>(60)
  readonly #orders = new Remembered<OrderedBooks>(10)
  readonly #walks = new Remembered<MemberWalk>(64)

  constructor(deps: ListDeps) {
    this.#deps = deps
  }

  /** One page and how many there are in all. An offset behind the end gives no books and the true total. */
  async page({ filters = {}, order, direction = 'asc', offset, limit }: BookListRequest): Promise<BookKeys> {
    const version = await catalogVersion(this.#deps.db)
    const all = await this.#countAll(version)
    const filtered = await this.#members(version, filters)
    // What leaves nothing out, such as the only library, is no filter: pages of the plain list cost a fraction.
    const [key, members] = filtered[1]?.count === all ? ['', undefined] : filtered
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
    const keys = await this.#keysOf(version, { order, way, key, members })
    if (!isBehind) return { ids: await keys(offset, limit), total }
    const count = Math.min(limit, total - offset)
    return { ids: (await keys(total - offset - count, count)).reverse(), total }
  }

  /** @returns what gives the keys at positions of an order, of all books or of members */
  async #keysOf(version: number, { order, way, key, members }: Way): Promise<Keys> {
    const find = async () => new OrderedBooks(this.#deps, order, way)
    const ordered = await this.#orders.get(version, `${order} ${way}`, find)
    if (!members) return (offset, limit) => pageOf(ordered, offset, limit)
    const begin = async () => new MemberWalk(ordered, members)
    const walk = await this.#walks.get(version, `${order} ${way} ${key}`, begin)
    return (offset, limit) => walk.page(offset, limit)
  }

  /** The books that filters leave, to look into. */
  async members(filters: BookFilters): Promise<BookSet> {
    const version = await catalogVersion(this.#deps.db)
    const [, members] = await this.#members(version, filters)
    if (!members) throw new Error('members of a list without filters are all books')
    return members
  }

  /** How many books of a list begin with each letter; letters without any are left out. */
  async letters(filters: BookFilters, order: 'title' | 'author'): Promise<{ letter: string; count: number }[]> {
    const version = await catalogVersion(this.#deps.db)
    const [, members] = await this.#members(version, filters)
    const letters: { letter: string; count: number }[] = []
    for (const range of letterRanges) {
      const find = () => this.#read(booksFrom(order, range))
      const all = await this.#letters.get(version, `${order} ${range.letter}`, find)
      const { count } = members ? all.and(members) : all
      if (count > 0) letters.push({ letter: range.letter, count })
    }
    return letters
  }

  /** @returns a key for the combination, and its books; undefined where nothing narrows the list */
  async #members(version: number, filters: BookFilters): Promise<[string, BookSet | undefined]> {
    const queries = filterQueries(this.#deps.dialect, filters)
    if (queries.length === 0) return ['', undefined]
    const sets = await Promise.all(queries.map((query) => this.#set(version, query)))
    const key = queries.map((query) => `${query.key}${query.isNegated ? '-' : ''}`).join(' ')
    const [first] = sets
    if (sets.length === 1) return [key, first]
    const both = this.#met.get(version, key, async () => sets.reduce((met, set) => met.and(set)))
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
    const { rows } = await this.#deps.dialect.joined('book_id', query).execute(this.#deps.long)
    return BookSet.parse(rows[0]?.ids ?? null)
  }

  async #sort(members: BookSet, order: BookOrder, direction: Direction): Promise<Uint32Array> {
    const by = sql.join([...bookOrders[order], 'id'].map((column) => sql`${sql.ref(column)} ${sql.raw(direction)}`))
    const among = this.#deps.dialect.isAmong('id', [...members.members()])
    const query = sql`(select id from books where ${among} order by ${by})`
    const { rows } = await this.#deps.dialect.joined('id', query).execute(this.#deps.long)
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

type Keys = (offset: number, limit: number) => Promise<number[]>

interface Way {
  order: BookOrder
  way: Direction
  /** Of the filters that leave the members. */
  key: string
  members: BookSet | undefined
}

const opposite = { asc: 'desc', desc: 'asc' } as const satisfies Record<Direction, Direction>

/** Looking up a member in the database costs about as much as passing so many keys in memory. */
const LOOKUP = 10

/** Whether to have the database sort all members rather than to pass the keys of an order until the page is full. */
function isSortedSooner(members: BookSet, rows: number, all: number): boolean {
  return (rows / members.count) * all > members.count * LOOKUP
}
