import type { DownloadStatus } from '#database/schema.ts'

/**
 * What may follow what (acquisition contract 5.5). `failed` follows every state that is not an end: whoever hands over or
 * watches may find that nothing comes of it.
 */
const NEXT: Record<DownloadStatus, readonly DownloadStatus[]> = {
  grabbed: ['downloading', 'completed', 'failed'],
  downloading: ['completed', 'failed'],
  completed: ['importPending', 'importFailed', 'failed'],
  importPending: ['importing', 'importFailed', 'importExternal', 'importHeld', 'failed'],
  importing: ['imported', 'importFailed', 'importBlocked', 'failed'],
  // To itself: the same import is tried once more, from the start.
  importFailed: ['importPending', 'importing', 'importBlocked', 'importFailed', 'failed', 'imported'],
  importBlocked: ['importPending', 'importFailed', 'failed', 'grabbed'],
  importExternal: ['importPending', 'imported', 'failed'],
  importHeld: ['importExternal', 'importFailed', 'importBlocked', 'importPending', 'failed'],
  // Grabbed once more, after its file was deleted.
  imported: ['grabbed'],
  failed: ['grabbed'],
}

const ENDED: readonly DownloadStatus[] = ['imported', 'failed', 'importBlocked']

/** While it is, nothing else is looked for in its slot; an import that failed is tried again by itself. */
export const isInFlight = (status: DownloadStatus): boolean => !ENDED.includes(status)

export const mayFollow = (from: DownloadStatus, to: DownloadStatus): boolean => NEXT[from].includes(to)

/** States of which the client still has something to tell. */
export const WATCHED: readonly DownloadStatus[] = [
  'grabbed',
  'downloading',
  'completed',
  'importPending',
  'importFailed',
]

/** The client has done its part. */
export const isDownloaded = (status: DownloadStatus): boolean =>
  status !== 'grabbed' && status !== 'downloading' && status !== 'failed'
