import { Type } from 'typebox'
import type { Db } from '#database/open.ts'
import { defineJob, type JobContext } from '#jobs/define-job.ts'
import { checkRoots } from './check-roots.ts'
import { markMissing } from './mark-missing.ts'
import { openScan } from './scan.ts'
import type { ScanDeps } from './scan-deps.ts'
import { dropSolvedProblems } from './solved-problems.ts'
import { sweepStaging } from './sweep-staging.ts'
import { walkAndRead } from './walk-and-read.ts'
import type { WalkedFile } from './walker.ts'

/** Compares a library with its folders: all of them, or only the ones named (below one of its paths). */
export const scanLibrary = defineJob({
  name: 'library.scan',
  queue: 'default',
  payload: Type.Object({
    libraryId: Type.Integer(),
    folder: Type.Union([Type.String(), Type.Null()]),
  }),
  key: ({ libraryId, folder }) => `${libraryId}:${folder ?? ''}`,
  timeoutSeconds: 24 * 3600,
  async run(deps: ScanDeps, payload, context) {
    if (!(await isElsewhereScanned(deps.db, payload.libraryId, context.jobId))) return runScan(deps, payload, context)
    await deps.transaction(async (_, emit) => emit(scanLibrary.request(payload, { delayMs: AFTER_ANOTHER_MS })))
    return { putOff: 'another scan of this library is running' }
  },
})

const AFTER_ANOTHER_MS = 400

/** Two scans of one library at once would take each other's moves for vanished files; the older one goes first. */
async function isElsewhereScanned(db: Db, libraryId: number, jobId: string): Promise<boolean> {
  const active = await db
    .selectFrom('jobs')
    .select(['id', 'public_id', 'payload_json'])
    .where('state', '=', 'active')
    .where('name', '=', 'library.scan')
    .orderBy('id')
    .execute()
  const first = active.find(({ payload_json }) => (payload_json as { libraryId: number }).libraryId === libraryId)
  return first !== undefined && first.public_id !== jobId
}

/**
 * One scan. It can be killed at any moment and run again: what is recorded is known by its path, what is not is new.
 */
export async function runScan(
  deps: ScanDeps,
  { libraryId, folder }: { libraryId: number; folder: string | null },
  context: Pick<JobContext, 'signal' | 'progress' | 'log'>,
): Promise<{ found: number; added: number }> {
  const scan = await openScan(deps, libraryId, context)
  if (!scan) return { found: 0, added: 0 }
  try {
    const { usable, messages } = await checkRoots(deps.db, scan.roots)
    const starts = folder === null ? usable : usable.some((root) => isBelow(folder, root)) ? [folder] : []
    const { blind, growing } = await walkAndRead(
      deps,
      scan,
      starts,
      context.signal,
      folder === null ? undefined : 'small',
    )
    if (growing.length > 0) await comeBackFor(deps, libraryId, growing)
    for (const start of starts) {
      const options = { folder: start, seen: scan.seen, blind, now: scan.now() }
      scan.counts.missing += await markMissing(deps, options)
    }
    if (folder === null) for (const root of usable) await sweepStaging(deps.db, root, deps.clock.now())
    await dropSolvedProblems(deps, libraryId)
    await scan.close(messages.length > 0 ? 'stopped' : 'done', messages.join(' ') || null)
    return { found: scan.counts.found, added: scan.counts.added }
  } catch (error) {
    await scan.close(
      context.signal.aborted ? 'stopped' : 'failed',
      context.signal.aborted ? 'The scan was stopped before its end.' : 'The scan failed and will be tried again.',
    )
    throw error
  }
}

const isBelow = (path: string, root: string) => path === root || path.startsWith(`${root}/`)

/** Asks for another look at files that are still being written. */
async function comeBackFor({ transaction }: ScanDeps, libraryId: number, files: WalkedFile[]): Promise<void> {
  const folders = new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))
  await transaction(async (_, emit) => {
    for (const folder of folders) emit(scanLibrary.request({ libraryId, folder }, { delayMs: 3_000 }))
  })
}
