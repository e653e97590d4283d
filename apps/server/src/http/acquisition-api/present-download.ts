import type { ClientItem } from '#domain/downloads/download-client.ts'
import { isDownloaded } from '#domain/downloads/download-states.ts'
import type { DownloadRow, QueuedDownload } from '#domain/downloads/download-store.ts'
import type { Live } from '#domain/downloads/live-overlay.ts'
import { wholeSeconds } from '#kernel/clock.ts'

const at = (stored: string | null) => (stored === null ? null : wholeSeconds(stored))

/** A download as this surface shows it (acquisition contract 5.5). */
export const presentDownload = (row: DownloadRow) => ({
  id: row.id,
  guid: row.guid,
  bookId: row.book_id,
  editionId: row.edition_id,
  indexerId: row.indexer_id,
  downloadClientId: row.download_client_id,
  title: row.title,
  nzbUrl: row.url,
  size: row.size_bytes,
  sabnzbdNzoId: row.sabnzbd_nzo_id,
  torrentId: row.torrent_id,
  status: row.status,
  protocol: row.protocol,
  quality: row.quality,
  indexerFlags: row.indexer_flags,
  errorMessage: row.error_message,
  addedAt: wholeSeconds(row.added_at),
  grabbedAt: at(row.grabbed_at),
  completedAt: at(row.completed_at),
  importedAt: at(row.imported_at),
  importRetryCount: row.import_retry_count,
})

/** The same with how far it is, and its book. */
export const presentQueueItem = (row: QueuedDownload, item: ClientItem | undefined) => ({
  ...presentDownload(row),
  ...(item ? progressOf(item) : {}),
  ...(row.book_id === null || row.book_title === null
    ? {}
    : {
        book: {
          id: row.book_id,
          title: row.book_title,
          authorId: row.book_author_id ?? 0,
          authorName: row.book_author_name ?? '',
        },
      }),
})

const progressOf = ({ progress, secondsLeft, speed, state }: ClientItem) => ({
  percentage: (progress * 100).toFixed(1),
  ...(secondsLeft === undefined || state === 'completed' ? {} : { timeLeft: clock(secondsLeft) }),
  ...(speed ? { speed: rate(speed) } : {}),
})

const two = (part: number) => String(part).padStart(2, '0')
const clock = (seconds: number) =>
  `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`

function rate(bytes: number): string {
  const [unit, size] = bytes >= 1e6 ? ['MB/s', 1e6] : ['KB/s', 1e3]
  return `${(bytes / Number(size)).toFixed(1)} ${unit}`
}

const FAILED = ['failed', 'importFailed', 'importBlocked']

/** A download as dashboards know it from other programs (acquisition contract 4.14.2). */
export function presentArrRecord(row: QueuedDownload, { items, stale, clients }: Live) {
  const item = items.get(row.id)
  const isStale = stale.some(({ client }) => client.id === row.download_client_id)
  const isFailed = row.error_message !== '' || item?.state === 'failed' || FAILED.includes(row.status)
  const size = item?.sizeBytes || row.size_bytes
  return {
    id: row.id,
    bookId: row.book_id ?? 0,
    title: row.title,
    status: row.status,
    trackedDownloadStatus: isFailed ? ('error' as const) : isStale ? ('warning' as const) : ('ok' as const),
    size,
    sizeleft: sizeLeft(row, item, size),
    downloadClient: clients.get(row.download_client_id ?? 0)?.name ?? '',
    downloadId: row.sabnzbd_nzo_id ?? row.torrent_id ?? '',
    protocol: row.protocol,
  }
}

/** What the client says; else what it said last; else all or nothing, by the state. */
function sizeLeft(row: QueuedDownload, item: ClientItem | undefined, size: number): number {
  if (item) return item.sizeBytes > 0 ? item.leftBytes : Math.round(size * (1 - item.progress))
  if (isDownloaded(row.status)) return 0
  const { percentage } = row.live_json ?? {}
  return percentage === undefined ? size : Math.round(size * (1 - percentage / 100))
}
