import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'

/**
 * Transactions that run side by side may take the same number, and the later one to end was not seen by somebody who asked in between.
 * Whoever looks for what changed since a revision goes back by so many.
 */
export const REVISION_MARGIN = 100

/** Marks books whose facts, cover or files are others from now on; the caller touches the revision of the catalogue afterwards. */
export async function markShownAnew(trx: Trx, dialect: Dialect, bookIds: readonly number[]): Promise<void> {
  if (bookIds.length === 0) return
  await sql`update books set shown_revision = (select revision + 1 from catalogue_revision)
    where ${dialect.isAmong('id', bookIds)}
      and shown_revision <> (select revision + 1 from catalogue_revision)`.execute(trx)
}
