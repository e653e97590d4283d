import type { Config } from '#app/config.ts'
import { createTransaction } from '#app/transaction.ts'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase, type Transaction } from '#database/open.ts'
import { type Audit, createAudit } from '#domain/history/audit.ts'
import { type Clock, systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'

export interface OpenData {
  database: Database
  transaction: Transaction
  audit: Audit
  clock: Clock
}

/** Opens the database for a short command, brought to this version, and closes it afterwards. Works beside a server. */
export async function withDatabase<Result>(config: Config, work: (data: OpenData) => Promise<Result>): Promise<Result> {
  const database = openDatabase(config.databaseUrl, silentLogger)
  try {
    await migrate(database)
    const clock = systemClock
    // Nothing that these commands do is followed by a job.
    const transaction = createTransaction({ database, jobs: [], reactions: [], wake() {} })
    const audit = createAudit({ database, transaction, clock, logger: silentLogger })
    return await work({ database, transaction, audit, clock })
  } finally {
    await database.close()
  }
}
