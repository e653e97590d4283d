import type { Emit, Trx } from '#database/open.ts'
import type { DownloadStatus } from '#database/schema.ts'
import { type MoveFacts, moveDownload } from '#domain/downloads/move-download.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { instant } from '#kernel/clock.ts'
import { DiskTrouble } from '#kernel/disk-trouble.ts'
import { downloadIsFake, importFailed } from './events.ts'
import { closeJournal } from './import-journal.ts'
import { ImportProblem } from './import-problem.ts'
import { type DownloadRow, findDownloadRow } from './import-row.ts'

/** How long an import waits after each failed try: the disk may be full for a while, or a share away for an evening. */
const PAUSES_MS = [15_000, 60_000, 300_000, 900_000, 3_600_000]
const MOST_TRIES = PAUSES_MS.length
/** Waiting for something else costs no try, but not for ever: some thirty minutes. */
const WAIT_MS = 15_000
const MOST_WAITS = 120

/** What becomes of an import that failed. */
export interface Failure {
  status: 'importFailed' | 'importBlocked'
  tries: number
  waits: number
  /** Null where only a person can go on. */
  pauseMs: number | null
}

/** Counts a failure and says when it is tried again, if ever. */
export function weighFailure(kind: ImportProblem['kind'], { tries, waits }: { tries: number; waits: number }): Failure {
  const blocked = { status: 'importBlocked' as const, tries, waits, pauseMs: null }
  if (kind === 'person') return blocked
  if (kind === 'later') {
    return waits >= MOST_WAITS ? blocked : { status: 'importFailed', tries, waits: waits + 1, pauseMs: WAIT_MS }
  }
  if (tries >= MOST_TRIES) return blocked
  return { status: 'importFailed', tries: tries + 1, waits, pauseMs: PAUSES_MS[tries] ?? WAIT_MS }
}

/** What went wrong, in words. Undefined for a bug, which stays one. */
export function asProblem(error: unknown): ImportProblem | undefined {
  if (error instanceof ImportProblem) return error
  return error instanceof DiskTrouble ? new ImportProblem('again', error.message) : undefined
}

/**
 * Notes that an import came to nothing.
 * @returns after how many milliseconds it is worth another try; null where it is not
 */
export async function failImport(
  trx: Trx,
  emit: Emit,
  { downloadId, problem, now }: { downloadId: number; problem: ImportProblem; now: Date },
): Promise<number | null> {
  const row = await findDownloadRow(trx, downloadId)
  if (!row) return null
  await closeJournal(trx, row.id)
  const failure = weighFailure(problem.kind, { tries: row.import_retry_count, waits: row.skip_count })
  const isMoved = await moveTo(trx, row, failure.status, {
    now,
    error_message: problem.message,
    import_retry_count: failure.tries,
    skip_count: failure.waits,
    not_before: failure.pauseMs === null ? null : instant(new Date(now.getTime() + failure.pauseMs)),
  })
  if (!isMoved) return null
  // Whoever waits for a disk to come back does not want to read it every quarter of a minute.
  const isNews = row.error_message !== problem.message || failure.status === 'importBlocked'
  if (isNews) await tell(trx, emit, row, problem, { status: failure.status, now })
  if (problem.isFake && row.is_automatic) emit(downloadIsFake({ downloadId: row.id, message: problem.message }))
  return failure.pauseMs
}

async function tell(
  trx: Trx,
  emit: Emit,
  row: DownloadRow,
  { message, suggestedBookId, isOverridable }: ImportProblem,
  { status, now }: { status: Failure['status']; now: Date },
): Promise<void> {
  const ways = { ...(suggestedBookId === null ? {} : { suggestedBookId }), ...(isOverridable ? { isOverridable } : {}) }
  const data = { guid: row.guid, message, status, ...ways }
  await noteAcquisition(trx, { bookId: row.book_id, eventType: 'importFailed', sourceTitle: row.title, data, now })
  emit(importFailed({ downloadId: row.id, message, isBlocked: status === 'importBlocked' }))
}

/** By which states one gets to the other; some lead to being blocked only by way of another one. */
const WAYS: Record<Failure['status'], Partial<Record<DownloadStatus, DownloadStatus[]>>> = {
  importFailed: { completed: [], importPending: [], importing: [], importFailed: ['importPending'], importHeld: [] },
  importBlocked: {
    completed: ['importPending', 'importing'],
    importPending: ['importing'],
    importing: [],
    importFailed: [],
    importHeld: [],
  },
}

async function moveTo(
  trx: Trx,
  row: DownloadRow,
  to: Failure['status'],
  facts: MoveFacts & { now: Date },
): Promise<boolean> {
  const steps = WAYS[to][row.status]
  if (!steps) return false
  let from = row.status
  for (const step of steps) {
    if (!(await moveDownload(trx, row.id, from, step, { now: facts.now }))) return false
    from = step
  }
  return moveDownload(trx, row.id, from, to, facts)
}
