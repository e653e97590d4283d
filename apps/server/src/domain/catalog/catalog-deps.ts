import type { Database, Transaction } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'

/** What use cases that change the catalogue take. */
export interface CatalogDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
}
