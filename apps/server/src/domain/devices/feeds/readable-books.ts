import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookFilters, FilterQuery } from '#domain/catalog/book-filters.ts'
import type { BookKeys, BookListRequest, BookLists } from '#domain/catalog/book-lists.ts'
import type { BookSet } from '#domain/catalog/book-set.ts'
import { catalogVersion } from '#domain/catalog/catalog-version.ts'
import { Remembered } from '#domain/catalog/remembered.ts'

const UNREADABLE: FilterQuery = {
  key: '["unreadable"]',
  query: sql`(select id as book_id from books where has_files = 0 and is_library_visible = 1)`,
  isNegated: true,
}

/** The lists that everybody shares, without the books that have no file to read. */
export class ReadableBooks {
  readonly #deps: { db: Db; dialect: Dialect; lists: BookLists }
  readonly #areAllReadable = new Remembered<boolean>(1)

  constructor(deps: { db: Db; dialect: Dialect; lists: BookLists }) {
    this.#deps = deps
  }

  async page(request: BookListRequest): Promise<BookKeys> {
    return this.#deps.lists.page({ ...request, filters: await this.#readable(request.filters ?? {}) })
  }

  /** The books that filters leave; there must be one. */
  async members(filters: BookFilters): Promise<BookSet> {
    return this.#deps.lists.members(await this.#readable(filters))
  }

  async #readable(filters: BookFilters): Promise<BookFilters> {
    if (await this.#areAll()) return filters
    return { ...filters, also: [...(filters.also ?? []), UNREADABLE] }
  }

  /** Mostly so: then nothing has to be left out. Reads one entry of an index. */
  async #areAll(): Promise<boolean> {
    const { db } = this.#deps
    return this.#areAllReadable.get(await catalogVersion(db), '', async () => {
      const { rows } = await sql`select id from books where has_files = 0 and is_library_visible = 1 limit 1`.execute(
        db,
      )
      return rows.length === 0
    })
  }
}
