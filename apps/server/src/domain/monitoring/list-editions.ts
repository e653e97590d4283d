import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction } from '#database/open.ts'
import { putEditions } from '#domain/catalog/source-books.ts'
import { enabledProviders, type ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { isPlaceholder, originOf } from '#domain/metadata/source-ids.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { uniqueBy } from '#kernel/unique.ts'
import { sourceEdition } from './source-facts.ts'

export interface ListEditionsDeps extends ProviderDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

const MOST = 50

/** Notes the editions of a book, whose ISBNs searches go by. */
export const listEditions = defineJob({
  name: 'monitoring.list-editions',
  queue: 'low',
  payload: Type.Object({ bookId: Type.Integer() }),
  key: ({ bookId }) => String(bookId),
  timeoutSeconds: 300,
  async run(deps: ListEditionsDeps, { bookId }, { signal }) {
    const book = await deps.db.selectFrom('books').select('foreign_id').where('id', '=', bookId).executeTakeFirst()
    if (!book || isPlaceholder(book.foreign_id)) return { editions: 0 }
    const provider = (await enabledProviders(deps)).find(({ id }) => id === originOf(book.foreign_id))
    const found = (await provider?.editions?.(book.foreign_id, MOST, { signal })) ?? []
    const editions = uniqueBy(found.map(sourceEdition), ({ foreign_id }) => foreign_id)
    await deps.transaction(async (trx) => {
      // Meanwhile it may be gone, or another work.
      const now = await trx.selectFrom('books').select('foreign_id').where('id', '=', bookId).executeTakeFirst()
      if (now?.foreign_id !== book.foreign_id) return
      await putEditions(trx, deps.dialect, { bookId, editions, now: instant(deps.clock.now()) })
    })
    return { editions: editions.length }
  },
})
