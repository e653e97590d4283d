import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { DownloadFolders } from '#domain/downloads/client-folders.ts'
import type { Clock } from '#kernel/clock.ts'
import type { ImportDisk } from './import-disk.ts'
import type { ImportFolders } from './import-folders.ts'

/** What imports work with. */
export interface ImportDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  pool: BookPool
  disk: ImportDisk
  folders: ImportFolders
  clock: Clock
  /** How downloads are called elsewhere than here. */
  downloadFolders: Pick<DownloadFolders, 'pathRemap'>
  /** Where archives are unpacked. Nothing in it outlives the import that it is for. */
  workFolder: string
}
