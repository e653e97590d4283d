import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { forgetBareBooks } from './forget-bare.ts'

export interface ForgetDeps {
  db: Db
  transaction: Transaction
  dialect: Dialect
  clock: Clock
}

const DAYS = 30

/** Forgets files that have been missing for 30 days, and books that then hold nothing of anybody. */
export const forgetMissing = defineJob({
  name: 'library.forget-missing',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 3600,
  async run(deps: ForgetDeps, _payload, { signal }) {
    const before = instant(new Date(deps.clock.now().getTime() - DAYS * 86_400_000))
    let forgotten = 0
    for (;;) {
      signal.throwIfAborted()
      const old = await deps.db
        .selectFrom('book_files')
        .select('id')
        .where('missing_since', '<', before)
        .orderBy('missing_since')
        .limit(100)
        .execute()
      if (old.length === 0) return { forgotten }
      await deps.transaction((trx) =>
        forgetFiles(
          trx,
          deps.dialect,
          old.map(({ id }) => id),
        ),
      )
      forgotten += old.length
    }
  },
})

/**
 * Removes records of files; a book that has none left goes too, unless somebody reads it, tagged it, or it is known
 * from a provider. Nothing on disk is touched.
 */
export async function forgetFiles(trx: Trx, dialect: Dialect, fileIds: number[]): Promise<void> {
  const files = await trx.selectFrom('book_files').select('book_id').where('id', 'in', fileIds).execute()
  await trx.deleteFrom('book_files').where('id', 'in', fileIds).execute()
  await forgetBareBooks(
    trx,
    dialect,
    files.map(({ book_id }) => book_id),
  )
}
