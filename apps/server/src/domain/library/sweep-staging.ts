import { lstat, readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '#database/open.ts'
import { STAGING } from './stage-upload.ts'
import { takeInUpload } from './take-in.ts'

/** A transfer writes all the time: after so long without a byte its sender, or the process that received it, is gone. */
const ABANDONED_MS = 10 * 60_000
const UNFINISHED_MS = 24 * 60 * 60_000

/**
 * Removes what uploads left behind that were never accepted, because the process was killed meanwhile: half-received files,
 * and whole ones that no job knows. What waits for its job, or for a person to look at its problem, stays.
 * @returns the paths that were removed
 */
export async function sweepStaging(db: Db, root: string, now: Date): Promise<string[]> {
  const folder = join(root, STAGING)
  const names = await readdir(folder).catch(() => [])
  const removed: string[] = []
  for (const name of names) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => undefined)
    if (!found || now.getTime() - found.mtimeMs < ABANDONED_MS) continue
    if (found.isDirectory() && /^[0-9a-f]{16}_/.test(name) && (await isGivenUp(db, path, now))) {
      await rm(path, { recursive: true, force: true })
      removed.push(path)
    }
    if (!found.isFile()) continue
    const isHalf = name.startsWith('.') && name.endsWith('.part')
    if (!isHalf && (!/^[0-9a-f]{16}_/.test(name) || (await isKnown(db, path)))) continue
    await rm(path, { force: true })
    removed.push(path)
  }
  // Fails while something waits in it, which is right.
  if (names.length > 0) await rmdir(folder).catch(() => undefined)
  return removed
}

/** A folder that was never completed, a day after it was begun; or one of which nothing is known. */
async function isGivenUp(db: Db, path: string, now: Date): Promise<boolean> {
  const upload = await db
    .selectFrom('uploads')
    .select(['state', 'created_at'])
    .where('staged_path', '=', path)
    .executeTakeFirst()
  if (!upload) return true
  return upload.state === 'receiving' && now.getTime() - Date.parse(upload.created_at) > UNFINISHED_MS
}

async function isKnown(db: Db, path: string): Promise<boolean> {
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', takeInUpload.name)
    .where('dedup_key', '=', path)
    .limit(1)
    .executeTakeFirst()
  if (job) return true
  const problem = await db.selectFrom('scan_problems').select('id').where('path', '=', path).limit(1).executeTakeFirst()
  return problem !== undefined
}
