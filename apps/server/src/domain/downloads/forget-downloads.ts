import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { removeBook } from '#domain/monitoring/change-book.ts'
import { defineJob } from '#jobs/define-job.ts'
import { queueChanged } from './events.ts'

interface ForgetDeps {
  transaction: Transaction
  dialect: Dialect
}

const forget = ({ transaction, dialect }: ForgetDeps, ids: readonly number[]): Promise<void> =>
  transaction(async (trx, emit) => {
    await trx.deleteFrom('downloads').where(dialect.isAmong('id', ids)).execute()
    emit(queueChanged({ downloadIds: [...ids] }))
  })

/** Takes downloads out of the queue whose books somebody deleted together with their files; clients keep what they have. */
export const forgetDownloads = defineJob({
  name: 'downloads.forget',
  queue: 'default',
  payload: Type.Object({ downloadIds: Type.Array(Type.Integer()) }),
  timeoutSeconds: 60,
  run: (deps: ForgetDeps, { downloadIds }) => forget(deps, downloadIds),
})

/**
 * Deletes a book like removeBook(), and what the queue has of it at once: whoever looks next finds neither.
 * @throws `not-found`
 */
export async function removeBookFromQueueToo(
  deps: Parameters<typeof removeBook>[0] & { db: Db },
  call: Parameters<typeof removeBook>[1],
): Promise<void> {
  const rows = call.areFilesDeleted
    ? await deps.db.selectFrom('downloads').select('id').where('book_id', '=', call.id).execute()
    : []
  await removeBook(deps, call)
  if (rows.length > 0) {
    await forget(
      deps,
      rows.map(({ id }) => id),
    )
  }
}
