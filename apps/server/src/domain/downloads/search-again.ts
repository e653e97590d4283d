import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { searchWanted } from '#domain/releases/search-wanted.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { findDownload } from './download-store.ts'
import type { FailureCause } from './events.ts'

interface SearchAgainDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

const DAY_MS = 86_400_000
/** A book of which every release is bad is not fetched all day long. */
const MOST_A_DAY = 3
const PAUSE_MS = 2 * 60_000

/** Looks for another release after one that was no good. */
export const searchAgain = defineJob({
  name: 'downloads.search-again',
  queue: 'default',
  payload: Type.Object({ downloadId: Type.Integer(), trigger: Type.String() }),
  key: ({ downloadId }) => String(downloadId),
  attempts: 3,
  timeoutSeconds: 60,
  async run({ db, transaction, clock }: SearchAgainDeps, { downloadId, trigger }) {
    const row = await findDownload(db, downloadId)
    // Somebody grabbed it once more meanwhile, or took it out of the queue.
    if (row?.status !== 'failed' || row.book_id === null) return { searched: false }
    const { book_id: bookId, slot, guid, title } = row
    const since = instant(new Date(clock.now().getTime() - DAY_MS))
    return transaction(async (trx, emit) => {
      const { count } = await trx
        .selectFrom('acquisition_history')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('book_id', '=', bookId)
        .where('event_type', '=', 'downloadRequeued')
        .where('created_at', '>=', since)
        .executeTakeFirstOrThrow()
      if (Number(count) >= MOST_A_DAY) return { searched: false }
      await noteAcquisition(trx, {
        bookId,
        eventType: 'downloadRequeued',
        sourceTitle: title,
        data: { guid, message: 'looking for another release', trigger },
        now: clock.now(),
      })
      emit(searchWanted.request({ bookId, slot, trigger }))
      return { searched: true }
    })
  },
})

/** What follows from a failure: nothing where somebody took it out of the client, or a client refused it. */
export const searchAgainAfter = ({ downloadId, cause }: { downloadId: number; cause: FailureCause }) =>
  cause === 'removed' || cause === 'refused'
    ? []
    : [searchAgain.request({ downloadId, trigger: cause }, { delayMs: cause === 'reported' ? PAUSE_MS : 0 })]
