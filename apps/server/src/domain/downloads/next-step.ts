import type { LiveDownload } from '#database/schema.ts'
import type { ClientItem } from './download-client.ts'
import type { DownloadRow } from './download-store.ts'
import type { FailureCause } from './events.ts'

/** What a look at the client means for a download. */
export type Step =
  | { do: 'nothing' }
  | { do: 'follow' }
  | { do: 'import' }
  | { do: 'block'; message: string }
  | { do: 'fail'; message: string; cause: FailureCause }

const MINUTE = 60_000
/** Fetching and handing over take no longer; after that nobody is at it any more. */
const HANDING_OVER = 5 * MINUTE
/** A client may take a moment until it lists what it has taken. */
const SETTLING = 2 * MINUTE

const NOTHING: Step = { do: 'nothing' }

/**
 * Decides what follows for a download from what its client tells of it.
 * @param item undefined where the client, which has answered, does not know it
 */
export function nextStep(row: DownloadRow, item: ClientItem | undefined, now: Date): Step {
  const since = (instant: string | null) => now.getTime() - Date.parse(instant ?? row.updated_at)
  if (row.status === 'grabbed' && since(row.updated_at) < HANDING_OVER) return NOTHING
  if (!item) return withoutItem(row, since(row.grabbed_at) < SETTLING)
  if (row.status === 'grabbed' || row.status === 'downloading') return whileLoading(item)
  if (item.state !== 'completed') return NOTHING
  // Both may have been asked for already; whoever imports sees that it is done once.
  if (row.status === 'completed') return { do: 'import' }
  const isDue = row.not_before === null || row.not_before <= now.toISOString()
  return row.status === 'importFailed' && isDue ? { do: 'import' } : NOTHING
}

function withoutItem({ status }: DownloadRow, isSettling: boolean): Step {
  if (status === 'grabbed') return { do: 'fail', message: 'it never reached the download client', cause: 'refused' }
  if (isSettling) return NOTHING
  if (status === 'downloading') return { do: 'fail', message: 'removed from the download client', cause: 'removed' }
  return status === 'importFailed' ? { do: 'block', message: 'removed from the download client' } : NOTHING
}

function whileLoading({ state, error }: ClientItem): Step {
  if (state === 'completed') return { do: 'import' }
  if (state === 'removed') return { do: 'fail', message: 'removed from the download client', cause: 'removed' }
  if (state === 'failed') return { do: 'fail', message: error || 'the download failed', cause: 'reported' }
  return { do: 'follow' }
}

/** What is kept of how far a client is, with when something came last. */
export function liveOf(item: ClientItem, before: LiveDownload | null, now: Date): LiveDownload {
  const at = now.toISOString()
  const isWaiting = item.state === 'queued' || item.state === 'paused' || item.state === 'checking'
  const hasMoved = before?.sizeLeft === undefined || item.leftBytes !== before.sizeLeft
  return {
    percentage: Math.round(item.progress * 1000) / 10,
    sizeLeft: item.leftBytes,
    ...(item.speed === undefined ? {} : { speed: item.speed }),
    ...(item.secondsLeft === undefined ? {} : { secondsLeft: item.secondsLeft }),
    ...(item.error === '' ? {} : { error: item.error }),
    // Who has to wait is not late.
    movedAt: hasMoved || isWaiting ? at : (before.movedAt ?? at),
    ...(isWaiting ? { isWaiting } : {}),
    ...(item.isWithoutMetadata ? { isWithoutMetadata: true } : {}),
    at,
  }
}

const WITHOUT_METADATA = 30 * MINUTE
/** What was heard longer ago says nothing of now. */
const HEARD = 15 * MINUTE

/** Since when nothing has come although it could, in minutes; undefined where it is not too long yet. */
export function stalledFor(live: LiveDownload | null, timeoutMinutes: number, now: Date): number | undefined {
  if (!live?.movedAt || live.isWaiting || Date.parse(live.at) < now.getTime() - HEARD) return undefined
  const still = now.getTime() - Date.parse(live.movedAt)
  const limit = timeoutMinutes * MINUTE
  return still > (live.isWithoutMetadata ? Math.min(limit, WITHOUT_METADATA) : limit)
    ? Math.floor(still / MINUTE)
    : undefined
}
