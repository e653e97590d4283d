import { type Dialect, LOCKS } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'

/**
 * From here to the end of the transaction nobody else changes where this reader is in books, or what those are to them. What a report
 * changes depends on what was reported before, and a device that was offline delivers many reports of one book at once.
 *
 * It comes before all other writes of the transaction: two that wait for each other would end with an error. For the same reason
 * transactions over several readers take them in the order of their keys.
 */
export const holdReading = (trx: Trx, dialect: Dialect, userId: number): Promise<void> =>
  dialect.lock(trx, LOCKS.reading, userId)
