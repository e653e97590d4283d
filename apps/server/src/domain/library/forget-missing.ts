import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'

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
  const books = [...new Set(files.map(({ book_id }) => book_id))]
  if (books.length === 0) return
  const bare = await trx
    .selectFrom('books')
    .select('id')
    .where('id', 'in', books)
    .where('metadata_provider', '=', 'local')
    .where((e) => e.not(e.exists(e.selectFrom('book_files').select('id').whereRef('book_id', '=', 'books.id'))))
    .where((e) => e.not(e.exists(e.selectFrom('reading_events').select('id').whereRef('book_id', '=', 'books.id'))))
    .where((e) => e.not(e.exists(e.selectFrom('book_tags').select('tag_id').whereRef('book_id', '=', 'books.id'))))
    .where('locked_fields_json', 'is', null)
    .execute()
  const ids = bare.map(({ id }) => id)
  if (ids.length > 0) await trx.deleteFrom('books').where('id', 'in', ids).execute()
  await refreshDerived(trx, dialect, books)
}
