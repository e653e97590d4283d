import { conflict } from '#kernel/errors.ts'
import { downloadOrThrow, type QueueScope } from './download-store.ts'
import { failDownload } from './fail-download.ts'
import { type RemoveDeps, removeFromClient } from './remove-from-client.ts'

/**
 * Gives up a download whose import has failed: its release is never fetched again, what was loaded goes, and another one is
 * looked for.
 * @throws `not-found`; `conflict` for a download whose import has not failed, and for files that no client brought
 */
export async function rejectDownload(deps: RemoveDeps, id: number, scope: QueueScope): Promise<void> {
  const row = await downloadOrThrow(deps.db, id, scope)
  const { status } = row
  if (status !== 'importFailed' && status !== 'importBlocked') {
    throw conflict('queue.no-failed-import', `its import has not failed: it is ${status}`)
  }
  if (row.download_client_id === null) {
    throw conflict('queue.by-hand', 'no download client brought it: remove it from the queue instead')
  }
  const message = row.error_message || 'it was not wanted'
  if (!(await failDownload(deps, { id, from: status, message, cause: 'rejected' }))) {
    throw conflict('queue.moved', 'the download moved on meanwhile')
  }
  await removeFromClient(deps, row, { withData: true })
}
