import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'
import type { FilePlacer } from './file-placer.ts'
import type { Walker } from './walker.ts'

/** What scanning and taking in of files work with. */
export interface ScanDeps {
  db: Db
  transaction: Transaction
  dialect: Dialect
  pool: BookPool
  walker: Walker
  placer: FilePlacer
  bus: Bus
  clock: Clock
}
