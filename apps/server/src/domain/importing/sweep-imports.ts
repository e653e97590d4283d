import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { defineJob } from '#jobs/define-job.ts'
import { instant } from '#kernel/clock.ts'
import { releaseHeld } from './hand-over.ts'
import type { ImportDeps } from './import-deps.ts'
import { importDownload } from './import-download.ts'
import { openJournals } from './import-journal.ts'
import { readImportSettings } from './import-settings.ts'
import { RECYCLE_BIN } from './recycle-bin.ts'
import { libraryRootsOf } from './roots.ts'
import { clearDeadWork } from './work-folders.ts'

const QUIET_MS = 60_000
const DAY_MS = 86_400_000

/**
 * Asks again for imports that nobody is at: those that were cut off, those whose nudge was lost, those that may be tried
 * again; lets halves of pairs go on that have waited long enough. Removes what killed imports have unpacked, and empties the
 * recycle bins of what has lain there long enough.
 */
export const sweepImports = defineJob({
  name: 'importing.sweep-imports',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 600,
  async run(deps: ImportDeps) {
    const released = await releaseHeld(deps)
    const ids = [...new Set([...(await openJournals(deps.db)), ...(await leftBehind(deps))])]
    await deps.transaction(async (_trx, emit) => {
      for (const downloadId of ids) emit(importDownload.request({ downloadId }))
    })
    const cleared = await clearDeadWork(deps)
    return { asked: ids.length, released, cleared, emptied: await emptyBins(deps) }
  },
  foundNothing: ({ asked, released, cleared, emptied }) => asked + released + cleared + emptied === 0,
})

/** One that is being imported right now is asked for in vain, which does no harm. */
async function leftBehind({ db, clock }: ImportDeps): Promise<number[]> {
  const now = clock.now()
  const quiet = instant(new Date(now.getTime() - QUIET_MS))
  const rows = await db
    .selectFrom('downloads')
    .select(['id', 'status', 'not_before', 'completed_at', 'slot'])
    .where('status', 'in', ['completed', 'importPending', 'importing', 'importFailed'])
    .where('updated_at', '<', quiet)
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.filter(({ not_before }) => not_before === null || not_before <= instant(now)).map(({ id }) => id)
}

/** A folder of the bin is named after the day on which its files came. @returns how many days were thrown away */
async function emptyBins(deps: ImportDeps): Promise<number> {
  let emptied = 0
  const { recycleDays } = await readImportSettings(deps.db)
  const oldest = instant(new Date(deps.clock.now().getTime() - recycleDays * DAY_MS)).slice(0, 10)
  for (const root of await libraryRootsOf(deps.db, deps.folders)) {
    const bin = join(root, RECYCLE_BIN)
    const days = await readdir(bin).catch(() => [])
    for (const day of days.filter((name) => /^\d{4}-\d\d-\d\d$/.test(name) && name < oldest)) {
      await deps.disk.discard(join(bin, day))
      await deps.disk.pruneEmpty(bin, [root])
      emptied++
    }
  }
  return emptied
}
