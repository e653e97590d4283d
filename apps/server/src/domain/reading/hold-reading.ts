import { type Dialect, LOCKS } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'

/**
 * From here to the end of the transaction nobody else changes where this reader is in books, or what those are to them. What a report
 * changes depends on what was reported before, and a device that was offline delivers many reports of one book at once.
 *
 * It comes before all other writes to what readers do: two transactions that wait for each other would have to begin anew. For the same
 * reason those over several readers take them in the order of their keys. What moves or loosens the places of all readers at once, when
 * books are joined or files go, does without: it changes nothing by what was there before.
 */
export const holdReading = (trx: Trx, dialect: Dialect, userId: number): Promise<void> =>
  dialect.lock(trx, LOCKS.reading, userId)
