import { Type } from 'typebox'
import type { DownloadStatus } from '#database/schema.ts'
import { moveDownload } from '#domain/downloads/move-download.ts'
import { defineJob, type JobContext } from '#jobs/define-job.ts'
import { attemptImport, type Imported } from './attempt-import.ts'
import { completeImport } from './complete-import.ts'
import { asProblem, failImport } from './fail-import.ts'
import { undoStaging } from './finish-journal.ts'
import type { ImportDeps } from './import-deps.ts'
import { closeJournal, readJournal } from './import-journal.ts'
import { type DownloadRow, findDownloadRow } from './import-row.ts'
import { clearWorkOf } from './work-folders.ts'

const TIMEOUT_SECONDS = 30 * 60

/** Brings a finished download into the library (acquisition contract 7.4). */
export const importDownload = defineJob({
  name: 'importing.import-download',
  queue: 'default',
  payload: Type.Object({ downloadId: Type.Integer() }),
  key: ({ downloadId }) => String(downloadId),
  timeoutSeconds: TIMEOUT_SECONDS,
  async run(deps: ImportDeps, { downloadId }, context) {
    if (await isElsewhereImported(deps, downloadId, context.jobId)) return { skipped: 'it is being imported already' }
    return runImport(deps, downloadId, context)
  },
})

/** A download is imported by one process at a time; the older job goes on. */
async function isElsewhereImported({ db }: ImportDeps, downloadId: number, jobId: string): Promise<boolean> {
  const active = await db
    .selectFrom('jobs')
    .select(['public_id', 'payload_json'])
    .where('state', '=', 'active')
    .where('name', '=', 'importing.import-download')
    .orderBy('id')
    .execute()
  const first = active.find(({ payload_json }) => (payload_json as { downloadId: number }).downloadId === downloadId)
  return first !== undefined && first.public_id !== jobId
}

/** One try. Whatever an earlier one that was cut off has left is finished or undone first. */
export async function runImport(
  deps: ImportDeps,
  downloadId: number,
  context: Pick<JobContext, 'signal' | 'log'>,
): Promise<unknown> {
  await takeUpImport(deps, downloadId)
  const row = await findDownloadRow(deps.db, downloadId)
  if (!row || !isDue(row, deps.clock.now())) return { skipped: row?.status ?? 'gone' }
  try {
    return await tryImport(deps, row, context)
  } finally {
    await clearWorkOf(deps, downloadId)
  }
}

async function tryImport(
  deps: ImportDeps,
  row: DownloadRow,
  { signal, log }: Pick<JobContext, 'signal' | 'log'>,
): Promise<unknown> {
  const downloadId = row.id
  let outcome: Imported
  try {
    outcome = await attemptImport(deps, row, signal)
  } catch (error) {
    const problem = asProblem(error)
    if (!problem || signal.aborted) throw error
    log.info({ downloadId, reason: problem.message }, 'an import came to nothing')
    await deps.transaction(async (trx, emit) => {
      const pause = await failImport(trx, emit, { downloadId, problem, now: deps.clock.now() })
      if (pause !== null) emit(importDownload.request({ downloadId }, { delayMs: pause }))
    })
    return { failed: problem.message }
  }
  if (!outcome.journal) return { handedOver: true }
  const troubles = await completeImport(deps, downloadId, outcome.journal)
  for (const reason of troubles) log.warn({ downloadId, reason }, 'a further copy of an e-book came to nothing')
  const { news } = outcome.journal
  return news ? { imported: news.path } : { handedOver: true }
}

/** Finishes or undoes what a run that was cut off has left. */
export async function takeUpImport(deps: ImportDeps, downloadId: number): Promise<void> {
  await clearWorkOf(deps, downloadId)
  const journal = await readJournal(deps.db, downloadId)
  if (journal?.phase === 'recorded') {
    await completeImport(deps, downloadId, journal)
    return
  }
  if (journal) await undoStaging(deps.disk, journal)
  const row = await findDownloadRow(deps.db, downloadId)
  if (!journal && row?.status !== 'importing') return
  await deps.transaction(async (trx) => {
    await closeJournal(trx, downloadId)
    const facts = { now: deps.clock.now(), error_message: 'the import was interrupted' }
    await moveDownload(trx, downloadId, 'importing', 'importFailed', facts)
  })
}

const READY: readonly DownloadStatus[] = ['completed', 'importPending', 'importFailed']

function isDue(row: DownloadRow, now: Date): boolean {
  if (!READY.includes(row.status)) return false
  return row.status !== 'importFailed' || row.not_before === null || row.not_before <= now.toISOString()
}
