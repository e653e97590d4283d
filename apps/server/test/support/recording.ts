import type { Database, JobRequest, Transaction } from '#database/open.ts'
import type { DomainEvent } from '#kernel/events.ts'

/** A transaction over a test database that writes down what was announced, and runs no job. */
export function recording(db: Database): { transaction: Transaction; announced: (DomainEvent | JobRequest)[] } {
  const announced: (DomainEvent | JobRequest)[] = []
  const transaction: Transaction = async (work) => {
    const said: (DomainEvent | JobRequest)[] = []
    const result = await db.writer.transaction().execute((trx) => work(trx, (item) => said.push(item)))
    announced.push(...said)
    return result
  }
  return { transaction, announced }
}
