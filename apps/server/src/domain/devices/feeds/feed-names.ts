import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type AnyId, isNamed, plainId } from '#domain/catalog/any-id.ts'
import { parseIds } from '#domain/catalog/book-set.ts'
import { catalogVersion } from '#domain/catalog/catalog-version.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { Remembered } from '#domain/catalog/remembered.ts'
import { wholeSeconds } from '#kernel/clock.ts'

export interface FeedName {
  id: string
  name: string
  bookCount: number
  updated: string
}

const LINKS = {
  authors: { table: 'book_creators', key: 'author_id' },
  series: { table: 'book_series', key: 'series_id' },
} as const
type Table = keyof typeof LINKS

/** Two for everybody, and two for each account that is kept apart. */
const REMEMBERED = 40

/**
 * People or series that have a book to read, by name. Their order is remembered for a version of the catalogue, so that
 * any page costs the same. One instance for a process.
 */
export class FeedNames {
  readonly #db: Db
  readonly #dialect: Dialect
  readonly #order = new Remembered<Uint32Array>(REMEMBERED)

  constructor({ db, dialect }: { db: Db; dialect: Dialect }) {
    this.#db = db
    this.#dialect = dialect
  }

  async count(table: Table, scope: OwnerScope): Promise<number> {
    return (await this.#ordered(table, scope)).length
  }

  async page(table: Table, scope: OwnerScope, { offset, limit }: { offset: number; limit: number }) {
    const order = await this.#ordered(table, scope)
    const ids = [...order.subarray(offset, offset + limit)]
    const rows =
      ids.length === 0
        ? []
        : await this.#db
            .selectFrom(table)
            .select(['id', 'public_id', 'name', 'book_count', 'updated_at'])
            .where(this.#dialect.isAmong('id', ids))
            .execute()
    const byId = new Map(rows.map((row) => [row.id, row]))
    const counts = scope === null ? undefined : await this.#countBooks(table, scope, ids)
    const names = ids.flatMap((id): FeedName[] => {
      const row = byId.get(id)
      if (!row) return []
      const { public_id, name, book_count, updated_at } = row
      const bookCount = counts ? (counts.get(id) ?? 0) : book_count
      return [{ id: plainId(public_id), name, bookCount, updated: wholeSeconds(updated_at) }]
    })
    return { names, total: order.length }
  }

  /** Somebody or something by an id of an address; undefined where there is none. */
  find(table: Table, id: AnyId): Promise<{ id: number; public_id: string; name: string } | undefined> {
    return this.#db.selectFrom(table).select(['id', 'public_id', 'name']).where(isNamed(table, id)).executeTakeFirst()
  }

  /** How many books of each an account sees. */
  async #countBooks(table: Table, scope: number, ids: number[]): Promise<Map<number, number>> {
    if (ids.length === 0) return new Map()
    const key = sql.ref(`l.${LINKS[table].key}`)
    const { rows } = await sql<{ id: number; n: number }>`
      select ${key} as id, count(distinct l.book_id) as n
      from ${sql.table(LINKS[table].table)} as l join books as b on b.id = l.book_id
      where ${this.#dialect.isAmong(`l.${LINKS[table].key}`, ids)} and ${isShownTo(scope, 'b')}
      group by ${key}`.execute(this.#db)
    return new Map(rows.map(({ id, n }) => [id, Number(n)]))
  }

  #ordered(table: Table, scope: OwnerScope): Promise<Uint32Array> {
    return catalogVersion(this.#db).then((version) =>
      this.#order.get(version, `${table} ${scope ?? ''}`, async () => {
        const query = scope === null ? withSomethingToRead(table) : withSomethingOwn(table, scope)
        const { rows } = await this.#dialect.joined('id', query).execute(this.#db)
        return parseIds(rows[0]?.ids ?? null)
      }),
    )
  }
}

/** The same for an account that is kept apart, which has few books among many. */
function withSomethingOwn(table: Table, scope: number) {
  const key = sql.ref(`l.${LINKS[table].key}`)
  return sql`(select id from ${sql.table(table)} where id in (
      select ${key} from ${sql.table(LINKS[table].table)} as l join books as b on b.id = l.book_id
      where b.has_files = 1 and ${isShownTo(scope, 'b')})
    order by sort_key, id)`
}

/** Those left out are found from the books that cannot be read, which are few. */
function withSomethingToRead(table: Table) {
  const links = sql.table(LINKS[table].table)
  const key = sql.ref(`l.${LINKS[table].key}`)
  const names = sql.table(table)
  return sql`(select id from ${names} where book_count > 0 and id not in (
      select ${key} from ${links} as l join books as b on b.id = l.book_id
      where b.has_files = 0 and b.is_library_visible = 1 group by ${key}
      having count(distinct l.book_id) >= (select n.book_count from ${names} as n where n.id = ${key}))
    order by sort_key, id)`
}
