import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'
import type { SnapshotAnswer, SnapshotWork } from './snapshot-thread.ts'

/** Beside this file, in the sources as in the built server. */
const script = new URL(`./snapshot-thread${extname(import.meta.url)}`, import.meta.url)

/** Path of the file behind a URL; undefined where it names another kind of database. */
export const sqlitePath = (url: string): string | undefined =>
  url.startsWith('sqlite:') ? url.replace(/^sqlite:(\/\/)?/, '') : undefined

/**
 * Writes one moment of a database into a new file, in a thread: requests go on meanwhile, and so do writers.
 * @param to must not be there yet
 */
export async function snapshotSqlite(path: string, to: string): Promise<void> {
  await inThread({ copy: path, to })
}

/** Looks into a file: whether it is whole, and which migrations it has. It takes a while on a large one. */
export const checkSqlite = (path: string): Promise<SnapshotAnswer> => inThread({ check: path })

/** Writes what stands in the log beside a database into it, so that the file alone is the database. */
export function foldWal(path: string): void {
  if (!existsSync(`${path}-wal`)) return
  const file = new BetterSqlite(path, { fileMustExist: true })
  try {
    file.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    file.close()
  }
}

function inThread(work: SnapshotWork): Promise<SnapshotAnswer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: work })
    thread.once('message', (answer: SnapshotAnswer) => {
      resolve(answer)
      void thread.terminate()
    })
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the thread ended without an answer')))
  })
}
