import { randomBytes } from 'node:crypto'
import { chmod, copyFile, link, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { checkSqlite, snapshotSqlite, sqlitePath } from '#database/dialect/sqlite-snapshot.ts'
import { migrations } from '#database/migrations/all.ts'
import type { Backup, Backups } from '#http/acquisition-api/backups.ts'
import { conflict, invalid, notFound, unavailable } from '#kernel/errors.ts'
import type { Config } from './config.ts'
import { stagedRestore } from './staged-restore.ts'

const NAME = /^bindery_[A-Za-z0-9_-]+\.db$/
const LONGEST_LABEL = 40

/** Backups of the database as files in `<data dir>/backups`; the database has to be SQLite. */
export function createBackups({ dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>): Backups {
  const folder = join(dataDir, 'backups')
  const database = sqlitePath(databaseUrl)

  /** What lies there can be listed and deleted all the same, e.g. by who moved to PostgreSQL. */
  function databasePath(): string {
    if (database !== undefined) return database
    throw invalid(
      'backup.database',
      'backups are made here for SQLite alone; with PostgreSQL use its own tool, pg_dump (see the page on backups)',
    )
  }

  async function find(name: string): Promise<Backup & { path: string }> {
    if (!NAME.test(name)) throw invalid('backup.name', 'this is no name of a backup')
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile()) throw notFound('backup', name)
    return { path, ...factsOf(name, found) }
  }

  return {
    async list() {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.db'))
      const found = await Promise.all(names.map((name) => stat(join(folder, name)).then((facts) => ({ name, facts }))))
      return found
        .filter(({ facts }) => facts.isFile())
        .sort((one, other) => other.facts.mtimeMs - one.facts.mtimeMs || (one.name < other.name ? 1 : -1))
        .map(({ name, facts }) => factsOf(name, facts))
    },
    async make(label) {
      const source = databasePath()
      const began = performance.now()
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = backupName(new Date(), label)
      const path = join(folder, name)
      await checkRoom(source, dataDir)
      // Outside the folder of backups: what stands there is whole.
      const partial = join(dataDir, `backup-${randomBytes(6).toString('hex')}.part`)
      try {
        await snapshotSqlite(source, partial)
        await chmod(partial, 0o600)
        await flush(partial)
        await putInPlace(partial, path)
      } finally {
        await rm(partial, { force: true })
      }
      return { ...factsOf(name, await stat(path)), durationMs: Math.round(performance.now() - began) }
    },
    async stage(name) {
      databasePath()
      const { path } = await find(name)
      const answer = await checkSqlite(path)
      if ('trouble' in answer) throw invalid('backup.damaged', `this backup cannot be put in place: ${answer.trouble}`)
      const known = new Set(migrations.map((migration) => migration.name))
      if (answer.migrations.some((migration) => !known.has(migration)))
        throw invalid('backup.newer', 'this backup is of a newer version; update the server first')
      const staged = stagedRestore(dataDir)
      const partial = `${staged}.part`
      await rm(partial, { force: true })
      await copyFile(path, partial)
      await chmod(partial, 0o600)
      await flush(partial)
      await rename(partial, staged)
    },
    async remove(name) {
      await rm((await find(name)).path)
    },
  }
}

const factsOf = (name: string, { size, mtime }: { size: number; mtime: Date }): Backup => ({
  name,
  sizeBytes: size,
  modifiedAt: mtime,
})

/** `bindery_20260811_101500_before-update.db` (acquisition contract 4.30). */
export function backupName(at: Date, label: string): string {
  const stamp = at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_')
  const clean = label
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '')
    .slice(0, LONGEST_LABEL)
    .replace(/[-_]+$/, '')
  return `bindery_${stamp}${clean === '' ? '' : `_${clean}`}.db`
}

/** Never over another one: two in the same second have the same name. */
async function putInPlace(partial: string, path: string): Promise<void> {
  try {
    await link(partial, path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw conflict('backup.exists', 'a backup was made this very second; try again', error)
    // Some disks know no hard links.
    await rename(partial, path)
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function checkRoom(source: string, dataDir: string): Promise<void> {
  const [{ size }, { bavail, bsize }] = await Promise.all([stat(source), statfs(dataDir)])
  if (bavail * bsize < size * 1.1) throw unavailable('backup.room', 'there is not enough room on the disk for a backup')
}
