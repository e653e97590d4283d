import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookFilters, FilterQuery } from '#domain/catalog/book-filters.ts'
import type { BookKeys, BookListRequest, BookLists } from '#domain/catalog/book-lists.ts'
import type { BookSet } from '#domain/catalog/book-set.ts'
import { catalogVersion } from '#domain/catalog/catalog-version.ts'
import { type OwnerScope, withoutForeign } from '#domain/catalog/owner-scope.ts'
import { Remembered } from '#domain/catalog/remembered.ts'

const UNREADABLE: FilterQuery = {
  key: '["unreadable"]',
  query: sql`(select id as book_id from books where has_files = 0 and is_library_visible = 1)`,
  isNegated: true,
}

/** The lists that everybody shares, without the books that have no file to read, and those that a reader does not see. */
export class ReadableBooks {
  readonly #deps: { db: Db; dialect: Dialect; lists: BookLists }
  readonly #areAllReadable = new Remembered<boolean>(1)

  constructor(deps: { db: Db; dialect: Dialect; lists: BookLists }) {
    this.#deps = deps
  }

  async page(scope: OwnerScope, request: BookListRequest): Promise<BookKeys> {
    return this.#deps.lists.page({ ...request, filters: await this.#readable(scope, request.filters ?? {}) })
  }

  /** The books that filters leave; there must be one. */
  async members(scope: OwnerScope, filters: BookFilters): Promise<BookSet> {
    return this.#deps.lists.members(await this.#readable(scope, filters))
  }

  async #readable(scope: OwnerScope, filters: BookFilters): Promise<BookFilters> {
    const without = [...withoutForeign(scope), ...((await this.#areAll()) ? [] : [UNREADABLE])]
    return without.length === 0 ? filters : { ...filters, also: [...(filters.also ?? []), ...without] }
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
