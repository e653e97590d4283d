import { stat } from 'node:fs/promises'
import { Type } from 'typebox'
import { defineJob } from '#jobs/define-job.ts'
import { instant } from '#kernel/clock.ts'
import { noteFound } from './note-found.ts'
import type { Scan } from './scan.ts'
import type { ScanDeps } from './scan-deps.ts'
import { noCounts } from './scan-runs.ts'
import { walkAndRead } from './walk-and-read.ts'
import { readWatchFolder } from './watch-folder.ts'

/**
 * Takes in what lies in the watch folder (library contract 31.6). Its files stay where they are and say nothing by
 * their place; what vanishes from it is no loss of the library, so nothing is called missing.
 */
export const scanWatchFolder = defineJob({
  name: 'library.scan-watch-folder',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 3600,
  async run(deps: ScanDeps, _payload, { signal, progress, log }) {
    const { path, libraryId } = await readWatchFolder(deps.db)
    if (path === '') return { skipped: 'no folder is watched', added: 0 }
    const library = await deps.db
      .selectFrom('libraries')
      .select('id')
      .where('public_id', '=', libraryId)
      .executeTakeFirst()
    const isThere = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
    if (!library || !isThere) {
      log.warn({ path, hasLibrary: library !== undefined }, 'the watch folder or its library is not there')
      return { skipped: 'the watch folder or its library is not there', added: 0 }
    }
    const scan = watchFolderScan(deps, library.id, (done) => progress({ done, total: null }))
    await walkAndRead(deps, scan, [path], signal)
    return { found: scan.counts.found, added: scan.counts.added }
  },
  foundNothing: ({ added }) => added === 0,
})

function watchFolderScan(
  { transaction, dialect, clock }: ScanDeps,
  libraryId: number,
  tell: (done: number) => void,
): Scan {
  const counts = noCounts()
  const now = () => instant(clock.now())
  return {
    libraryId,
    layout: 'none',
    origin: 'watch',
    roots: [],
    counts,
    seen: new Set(),
    now,
    librariesOf: () => [libraryId],
    rootOf: () => null,
    note: (found) => transaction((trx) => noteFound(trx, { dialect, libraryId, now: now(), ...found })),
    report: () => tell(counts.added),
    close: async () => {},
  }
}
