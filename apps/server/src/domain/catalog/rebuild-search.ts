import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { defineJob } from '#jobs/define-job.ts'
import { refreshDerived } from './refresh-derived.ts'

/** Books at a time: few enough that no other writer waits long. */
const BATCH = 100

export interface RebuildSearchDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  audit: Audit
}

/** Builds the search index anew from the books; while it runs, a search misses books that are not in it again yet. */
export const rebuildSearch = defineJob({
  name: 'catalog.rebuild-search',
  queue: 'default',
  payload: Type.Object({ userPublicId: Type.String() }),
  key: () => 'all',
  timeoutSeconds: 3600,
  async run({ db, dialect, transaction, audit }: RebuildSearchDeps, { userPublicId }, { signal, progress }) {
    await transaction(async (trx) => {
      await dialect.search.drop(trx)
      await dialect.search.create(trx)
    })
    let done = 0
    let last = 0
    for (;;) {
      signal.throwIfAborted()
      const books = await db
        .selectFrom('books')
        .select('id')
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      const ids = books.map(({ id }) => id)
      if (ids.length === 0) break
      await transaction((trx) => refreshDerived(trx, dialect, ids))
      last = ids.at(-1) ?? last
      done += ids.length
      progress({ done, total: null, text: 'books in the index' })
    }
    await audit({ by: { publicId: userPublicId }, action: 'fts.rebuilt', entityType: 'fts', entityId: '' })
    return { books: done }
  },
})
