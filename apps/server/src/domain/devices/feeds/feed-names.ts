import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type AnyId, isNamed, plainId } from '#domain/catalog/any-id.ts'
import { parseIds } from '#domain/catalog/book-set.ts'
import { catalogVersion } from '#domain/catalog/catalog-version.ts'
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

/**
 * People or series that have a book to read, by name. Their order is remembered for a version of the catalogue, so that
 * any page costs the same. One instance for a process.
 */
export class FeedNames {
  readonly #db: Db
  readonly #dialect: Dialect
  readonly #order = new Remembered<Uint32Array>(2)

  constructor({ db, dialect }: { db: Db; dialect: Dialect }) {
    this.#db = db
    this.#dialect = dialect
  }

  async count(table: Table): Promise<number> {
    return (await this.#ordered(table)).length
  }

  async page(table: Table, { offset, limit }: { offset: number; limit: number }) {
    const order = await this.#ordered(table)
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
    const names = ids.flatMap((id): FeedName[] => {
      const row = byId.get(id)
      if (!row) return []
      const { public_id, name, book_count, updated_at } = row
      return [{ id: plainId(public_id), name, bookCount: book_count, updated: wholeSeconds(updated_at) }]
    })
    return { names, total: order.length }
  }

  /** Somebody or something by an id of an address; undefined where there is none. */
  find(table: Table, id: AnyId): Promise<{ id: number; public_id: string; name: string } | undefined> {
    return this.#db.selectFrom(table).select(['id', 'public_id', 'name']).where(isNamed(table, id)).executeTakeFirst()
  }

  #ordered(table: Table): Promise<Uint32Array> {
    return catalogVersion(this.#db).then((version) =>
      this.#order.get(version, table, async () => {
        const { rows } = await this.#dialect.joined('id', withSomethingToRead(table)).execute(this.#db)
        return parseIds(rows[0]?.ids ?? null)
      }),
    )
  }
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
