import type { Database, JobRequest, Transaction, Trx } from '#database/open.ts'
import type { DeclaredJob } from '#jobs/define-job.ts'
import { enqueue, jobsByName } from '#jobs/outbox.ts'
import { type Reaction, reactionsByEvent } from '#jobs/reactions.ts'
import type { Bus } from '#kernel/bus.ts'
import type { DomainEvent } from '#kernel/events.ts'
import { isWorthAnotherTry, pause } from './retry-transaction.ts'

const TRIES = 5

export interface TransactionDeps {
  database: Database
  /** Every job that may be asked for; definitions fit, and so do bound jobs. */
  jobs: readonly DeclaredJob[]
  reactions: readonly Reaction[]
  /** Called after a commit that wrote down jobs: the engine's `wake`. */
  wake(): void
  /** Gets the news of events (`tell` in jobs/reactions.ts). */
  bus?: Pick<Bus, 'publish'>
  /** Listeners within the process, told of each event after its commit. They must not throw. */
  listeners?: readonly ((event: DomainEvent) => void)[]
}

/**
 * The one way to write: runs the work in a transaction, writes the jobs that follow from its events into the same
 * transaction, and tells engine, pages and listeners once it is committed. On PostgreSQL work that lost against
 * another transaction runs again, so it may do nothing but write and emit.
 */
export function createTransaction(deps: TransactionDeps): Transaction {
  const { database, wake, bus, listeners = [] } = deps
  const jobs = jobsByName(deps.jobs)
  const { jobsAfter, newsOf } = reactionsByEvent(deps.reactions)

  return async (work) => {
    const { result, events, requests } = await retrying(() =>
      database.writer.transaction().execute(async (trx: Trx) => {
        const emitted: (DomainEvent | JobRequest)[] = []
        const result = await work(trx, (item) => emitted.push(item))
        const events = emitted.filter((item) => item.kind === 'event')
        const requests = emitted.flatMap((item) => (item.kind === 'job' ? [item] : jobsAfter(item)))
        await enqueue(trx, database.dialect, jobs, requests)
        return { result, events, requests }
      }),
    )
    if (requests.length > 0) wake()
    for (const event of events) {
      for (const message of newsOf(event)) bus?.publish(message)
      for (const listener of listeners) listener(event)
    }
    return result
  }
}

async function retrying<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      if (tried >= TRIES || !isWorthAnotherTry(error)) throw error
      await pause(tried)
    }
  }
}
