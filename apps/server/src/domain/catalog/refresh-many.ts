import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction } from '#database/open.ts'
import { refreshDerived } from './refresh-derived.ts'

/** Books of one transaction: refreshing them holds the writer for some tens of milliseconds. */
const BATCH = 200

/**
 * Refreshes what follows from many books in short transactions, one after the other, for changes that reach further
 * than their own transaction should (a prolific author gets another name).
 */
export async function refreshMany(transaction: Transaction, dialect: Dialect, bookIds: number[]): Promise<void> {
  for (let at = 0; at < bookIds.length; at += BATCH) {
    const some = bookIds.slice(at, at + BATCH)
    await transaction((trx) => refreshDerived(trx, dialect, some))
  }
}
