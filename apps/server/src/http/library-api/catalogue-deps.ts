import type { Dialect } from '#database/dialect/dialect.ts'
import type { Database, Db } from '#database/open.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { CoverDeps } from '#domain/metadata/render-covers.ts'
import type { Logger } from '#kernel/logger.ts'

/** What the routes of the catalogue take. */
export interface CatalogueDeps extends CatalogDeps, CoverDeps {
  db: Db
  dialect: Dialect
  database: Database
  lists: BookLists
  audit: Audit
  logger: Logger
  http: { urlBase: string }
}
