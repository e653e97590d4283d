import { stopMonitoring, wantAgain } from '#domain/catalog/want-again.ts'
import { conflict, DomainError } from '#kernel/errors.ts'
import { downloadOrThrow, type QueueScope } from './download-store.ts'
import { downloadCompleted, queueChanged } from './events.ts'
import { moveDownload } from './move-download.ts'
import { pollDownloads } from './poll-downloads.ts'
import { type RemoveDeps, removeFromClient } from './remove-from-client.ts'

export interface Removal {
  /** What the client has loaded goes too. */
  withData: boolean
  /** The book is not looked for any more. */
  isBookUnmonitored?: boolean
  scope: QueueScope
}

/**
 * Takes a download out of the queue and out of its client. Its book is wanted again.
 * @throws `not-found`
 */
export async function removeDownload(deps: RemoveDeps, id: number, removal: Removal): Promise<void> {
  const row = await downloadOrThrow(deps.db, id, removal.scope)
  if (row.status !== 'imported') await removeFromClient(deps, row, removal)
  const now = deps.clock.now()
  await deps.transaction(async (trx, emit) => {
    await trx.deleteFrom('downloads').where('id', '=', id).execute()
    if (row.book_id !== null) {
      await wantAgain(trx, row.book_id, now)
      if (removal.isBookUnmonitored) await stopMonitoring(trx, row.book_id, now)
    }
    emit(queueChanged({ downloadIds: [id] }))
  })
}

const AT_ONCE = 6

/** The same for several. @returns what came of each, by its number */
export async function removeDownloads(
  deps: RemoveDeps,
  ids: readonly number[],
  removal: Removal,
): Promise<Record<string, { ok: boolean; error?: string }>> {
  const waiting = [...new Set(ids)]
  const results: Record<string, { ok: boolean; error?: string }> = {}
  const removeNext = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await removeDownload(deps, id, removal)
        results[id] = { ok: true }
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        results[id] = { ok: false, error: error.message }
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, removeNext))
  return results
}

/**
 * Lets an import that failed begin anew, with all its tries.
 * @throws `not-found`; `conflict` for a download whose import has not failed
 */
export async function retryImport(
  { db, transaction, clock }: Pick<RemoveDeps, 'db' | 'transaction' | 'clock'>,
  id: number,
  scope: QueueScope,
): Promise<void> {
  const { status } = await downloadOrThrow(db, id, scope)
  const isFailed = status === 'importFailed' || status === 'importBlocked'
  const facts = { now: clock.now(), error_message: '', import_retry_count: 0, skip_count: 0, not_before: null }
  const isOurs =
    isFailed &&
    (await transaction(async (trx, emit) => {
      if (!(await moveDownload(trx, id, status, 'importFailed', facts))) return false
      emit(downloadCompleted({ downloadId: id }))
      emit(pollDownloads.request({}))
      emit(queueChanged({ downloadIds: [id] }))
      return true
    }))
  if (!isOurs) throw conflict('queue.no-failed-import', `its import has not failed: it is ${status}`)
}
