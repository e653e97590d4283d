import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'

/** What a thread of sqlite-snapshot.ts is asked to do. */
export type SnapshotWork = { copy: string; to: string } | { check: string }

/** Migrations that a good database has applied; for a copy nothing. */
export type SnapshotAnswer = { migrations: string[] } | { trouble: string }

const work = workerData as SnapshotWork
parentPort?.postMessage('copy' in work ? copy(work.copy, work.to) : check(work.check))

/** One moment of a database in a file of its own, while others go on writing. */
function copy(path: string, to: string): SnapshotAnswer {
  const file = new BetterSqlite(path, { readonly: true, fileMustExist: true, timeout: 60_000 })
  try {
    file.prepare('vacuum into ?').run(to)
    return { migrations: [] }
  } finally {
    file.close()
  }
}

function check(path: string): SnapshotAnswer {
  try {
    const file = new BetterSqlite(path, { readonly: true, fileMustExist: true })
    try {
      const [first] = file.pragma('quick_check(1)') as { quick_check: string }[]
      if (first?.quick_check !== 'ok') return { trouble: 'it is damaged' }
      const rows = file.prepare('select name from schema_migrations').all() as { name: string }[]
      return { migrations: rows.map(({ name }) => name) }
    } finally {
      file.close()
    }
  } catch {
    return { trouble: 'it is no database of this server' }
  }
}
