import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import type { FacetCounts } from '#domain/catalog/facets.ts'
import type { SeparateDeps } from '#domain/library/separate-file.ts'
import type { ReadCards } from '#domain/reading/book-cards.ts'

export interface WebBookDeps extends CatalogDeps, SeparateDeps {
  db: Db
  dialect: Dialect
  lists: BookLists
  facets: FacetCounts
  readCards: ReadCards
  http: { urlBase: string }
}
