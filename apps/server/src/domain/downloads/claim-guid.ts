import type { Db, Emit, Trx } from '#database/open.ts'
import type { Slot } from '#domain/releases/formats.ts'
import { instant } from '#kernel/clock.ts'
import { conflict } from '#kernel/errors.ts'
import { type DownloadRow, findByGuid, insertDownload } from './download-store.ts'
import { queueChanged } from './events.ts'
import type { GrabRequest } from './grab-request.ts'
import { moveDownload } from './move-download.ts'

export type Claim = Omit<GrabRequest, 'slot' | 'userId'> & {
  slot: Slot
  /** The format that its name tells; empty where it tells none. */
  quality: string
  ownerId: number | null
  now: Date
}

/** @throws `conflict` where the release was grabbed already and cannot be grabbed again */
export async function refuseKnown(db: Db | Trx, guid: string): Promise<DownloadRow | undefined> {
  const known = await findByGuid(db, guid)
  if (known && !(await isFree(db, known))) {
    throw conflict('grab.known', `already grabbed: ${known.title} is ${wordsFor(known)}`)
  }
  return known
}

/**
 * Writes down that a release is being grabbed. One that came to nothing before uses the same row again.
 * @returns the number of the row
 * @throws `conflict` where it was grabbed already, or its slot is taken and nobody pressed a button for it
 */
export async function claimGuid(trx: Trx, emit: Emit, claim: Claim): Promise<number> {
  const known = await refuseKnown(trx, claim.guid)
  if (claim.isAutomatic) await refuseTakenSlot(trx, claim)
  const id = known
    ? await useAgain(trx, known, claim)
    : await insertDownload(trx, { ...columns(claim), ...fresh(claim) })
  emit(queueChanged({ downloadIds: [id] }))
  return id
}

async function useAgain(trx: Trx, known: DownloadRow, claim: Claim): Promise<number> {
  const isOurs = await moveDownload(trx, known.id, known.status, 'grabbed', {
    ...columns(claim),
    now: claim.now,
    error_message: '',
    import_retry_count: 0,
    skip_count: 0,
    not_before: null,
    import_path: null,
    live_json: null,
    sabnzbd_nzo_id: null,
    torrent_id: null,
    grabbed_at: null,
    completed_at: null,
    imported_at: null,
  })
  if (!isOurs) throw conflict('grab.known', 'already grabbed: somebody else did at this moment')
  return known.id
}

/** Two searches may find something for one slot at the same moment. */
async function refuseTakenSlot(trx: Trx, { bookId, slot }: Claim): Promise<void> {
  if (bookId === null) return
  const other = await trx
    .selectFrom('downloads')
    .select('id')
    .where('book_id', '=', bookId)
    .where('slot', '=', slot)
    .where('is_in_flight', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (other) throw conflict('grab.slot-taken', 'already grabbed: something else is on its way for this book')
}

const columns = (claim: Claim) => ({
  book_id: claim.bookId,
  indexer_id: claim.indexerId,
  download_client_id: null,
  slot: claim.slot,
  title: claim.title,
  url: claim.url,
  size_bytes: claim.sizeBytes,
  protocol: claim.protocol,
  quality: claim.quality,
  is_automatic: claim.isAutomatic,
  release_json: claim.upgrade ? { ...claim.found, upgrade: claim.upgrade } : (claim.found ?? null),
  owner_user_id: claim.ownerId,
})

const fresh = ({ guid, now }: Claim) => ({
  guid,
  indexer_flags: '',
  status: 'grabbed' as const,
  is_in_flight: true,
  error_message: '',
  added_at: instant(now),
  updated_at: instant(now),
})

/** What came to nothing may be tried again, and so may what was imported and is not there any more. */
async function isFree(db: Db | Trx, { status, book_id, slot }: DownloadRow): Promise<boolean> {
  if (status === 'failed' || status === 'importBlocked') return true
  if (status !== 'imported' || book_id === null) return false
  const file = await db
    .selectFrom('book_files')
    .select('id')
    .where('book_id', '=', book_id)
    .where('media', '=', slot)
    .limit(1)
    .executeTakeFirst()
  return file === undefined
}

const wordsFor = ({ status }: DownloadRow) =>
  status === 'imported'
    ? 'imported; delete its file first'
    : status.startsWith('import')
      ? 'being imported'
      : 'downloading'
