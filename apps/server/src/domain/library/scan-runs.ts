import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { ScanState } from '#database/schema.ts'

export interface ScanCounts {
  found: number
  added: number
  changed: number
  moved: number
  missing: number
  failed: number
}

export const noCounts = (): ScanCounts => ({ found: 0, added: 0, changed: 0, moved: 0, missing: 0, failed: 0 })

/** Runs kept a library: enough to see what the last ones did. */
const KEPT = 20

/** Opens a run. One that is still open belongs to a process that was killed: it says so from now on. */
export async function openRun(
  trx: Trx,
  { dialect, libraryId, now }: { dialect: Dialect; libraryId: number; now: string },
): Promise<number> {
  await trx
    .updateTable('scan_runs')
    .set({ state: 'stopped', message: 'The scan was interrupted and began again.', finished_at: now })
    .where('library_id', '=', libraryId)
    .where('state', '=', 'running')
    .execute()
  const { id } = await trx
    .insertInto('scan_runs')
    .values({
      public_id: dialect.newPublicId(),
      library_id: libraryId,
      state: 'running',
      message: null,
      started_at: now,
      finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const old = await trx
    .selectFrom('scan_runs')
    .select('id')
    .where('library_id', '=', libraryId)
    .orderBy('id', 'desc')
    .offset(KEPT)
    .limit(1)
    .executeTakeFirst()
  if (old) await trx.deleteFrom('scan_runs').where('library_id', '=', libraryId).where('id', '<=', old.id).execute()
  return id
}

export async function saveCounts(trx: Trx, runId: number, counts: ScanCounts): Promise<void> {
  await trx.updateTable('scan_runs').set(columns(counts)).where('id', '=', runId).execute()
}

export async function closeRun(
  trx: Trx,
  input: { runId: number; counts: ScanCounts; state: ScanState; message: string | null; now: string },
): Promise<void> {
  await trx
    .updateTable('scan_runs')
    .set({ ...columns(input.counts), state: input.state, message: input.message, finished_at: input.now })
    .where('id', '=', input.runId)
    .execute()
}

const columns = (counts: ScanCounts) => ({
  files_found: counts.found,
  files_added: counts.added,
  files_changed: counts.changed,
  files_moved: counts.moved,
  files_missing: counts.missing,
  files_failed: counts.failed,
})
