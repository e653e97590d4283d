import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { foldWal, sqlitePath } from '#database/dialect/sqlite-snapshot.ts'
import type { Logger } from '#kernel/logger.ts'
import type { Config } from './config.ts'

/** The database that the next start puts in place, where there is one. */
export const stagedRestore = (dataDir: string): string => join(dataDir, 'restore-at-start.db')

/**
 * Puts a staged database in place of the one that is there, which stays among the backups. To be called before the
 * database is opened; a process that is killed in between goes on at its next start.
 */
export function applyStagedRestore(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  logger: Logger,
): void {
  const staged = stagedRestore(dataDir)
  const database = sqlitePath(databaseUrl)
  if (database === undefined || !existsSync(staged)) return
  if (existsSync(database)) {
    const kept = join(dataDir, 'backups', keptName(new Date()))
    mkdirSync(dirname(kept), { recursive: true, mode: 0o700 })
    setAside(database, kept)
    logger.info({ component: 'backups', kept }, 'the database of before the restore is kept')
  }
  mkdirSync(dirname(database), { recursive: true })
  renameSync(staged, database)
  logger.info({ component: 'backups' }, 'a backup was put in place')
}

const keptName = (at: Date) =>
  `bindery_${at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_')}_before-restore.db`

/** The log beside it goes along where it cannot be written into the file: a damaged database is kept as it is. */
function setAside(database: string, kept: string): void {
  try {
    foldWal(database)
  } catch {
    // Kept as it is, with its log.
  }
  for (const ending of ['-wal', '-shm']) {
    if (existsSync(database + ending)) renameSync(database + ending, kept + ending)
  }
  renameSync(database, kept)
}
