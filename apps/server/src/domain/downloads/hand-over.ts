import type { Transaction, Trx } from '#database/open.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { categoryOf } from '#domain/releases/choose-client.ts'
import type { Slot } from '#domain/releases/formats.ts'
import type { ReleaseFile } from '#domain/releases/indexer-port.ts'
import type { IndexerRow } from '#domain/releases/indexer-store.ts'
import { dropPendingOf } from '#domain/releases/pending-store.ts'
import { noteFirst } from '#domain/settings/settings-store.ts'
import { conflict, DomainError } from '#kernel/errors.ts'
import type { ConfiguredClient } from './client-store.ts'
import { protocolOf } from './download-client.ts'
import { downloadGrabbed, queueChanged } from './events.ts'
import { failDownload } from './fail-download.ts'
import type { GrabDeps, GrabRequest } from './grab-request.ts'
import { releaseFileOrThrow } from './indexer-files.ts'
import { moveDownload } from './move-download.ts'
import { torrentIds } from './torrent-ids.ts'

const LONGEST_NAME = 180

interface HandOver {
  /** Of the row, which is `grabbed`. */
  id: number
  request: GrabRequest
  slot: Slot
  /** The best first. */
  clients: readonly ConfiguredClient[]
  indexer: IndexerRow | undefined
}

/**
 * Fetches a release and hands it to the first client that takes it. What becomes of it is written down.
 * @throws DomainError as grab() does
 */
export async function handOver(deps: GrabDeps, given: HandOver, signal?: AbortSignal): Promise<void> {
  try {
    const file = await releaseFileOrThrow(deps, { url: given.request.url, indexerId: given.indexer?.id }, signal)
    const ids = torrentIds(file)
    if (file.kind !== 'nzb') await refuseSameTorrent(deps, given.id, ids)
    await handToFirst(deps, given, file, ids, signal)
  } catch (error) {
    // Cut off by a kill or a stop: whoever watches finds out what the client has made of it.
    if (!(error instanceof DomainError)) throw error
    await failDownload(deps, { id: given.id, from: 'grabbed', message: error.message, cause: 'refused' })
    throw error
  }
}

async function handToFirst(
  deps: GrabDeps,
  given: HandOver,
  file: ReleaseFile,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  let last: DomainError | undefined
  for (const client of given.clients) {
    const category = categoryFor(client, given.slot)
    // Written down before the client is asked: after a kill in between it is found there by its hash or name.
    await noteTry(deps.transaction, given.id, { client, category, torrentId: ids[0] ?? null })
    try {
      const added = await deps
        .openClient(client)
        .add(
          file,
          { name: jobName(given.request.title), category, ids, seedRatio: given.indexer?.seed_ratio ?? undefined },
          signal,
        )
      return await noteTaken(deps, given, client, added)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'download.gone') throw error
      deps.logger.warn({ err: error, client: client.name, downloadId: given.id }, 'a client did not take a release')
      last = error
    }
  }
  throw asRefusal(last)
}

const categoryFor = (client: ConfiguredClient, slot: Slot) =>
  categoryOf({ ...client, protocol: protocolOf(client.type), isHealthy: true }, slot)

/** As which a client that names its jobs by itself is told to call it. */
export const jobName = (title: string): string =>
  title
    .replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME) || 'release'

const noteTry = (
  transaction: Transaction,
  id: number,
  { client, category, torrentId }: { client: ConfiguredClient; category: string; torrentId: string | null },
) =>
  transaction(async (trx) => {
    await trx
      .updateTable('downloads')
      .set({ download_client_id: client.id, client_category: category, torrent_id: torrentId })
      .where('id', '=', id)
      .where('status', '=', 'grabbed')
      .execute()
  })

async function noteTaken(deps: GrabDeps, given: HandOver, client: ConfiguredClient, clientId: string): Promise<void> {
  const { id, request, slot } = given
  const now = deps.clock.now()
  const isTorrent = protocolOf(client.type) === 'torrent'
  const isOurs = await deps.transaction(async (trx, emit) => {
    const ids = isTorrent ? { torrent_id: clientId } : { sabnzbd_nzo_id: clientId, torrent_id: null }
    if (!(await moveDownload(trx, id, 'grabbed', 'downloading', { now, ...ids }))) return false
    await noteAcquisition(trx, {
      bookId: request.bookId,
      eventType: 'grabbed',
      sourceTitle: request.title,
      data: historyOf(given, client),
      now,
    })
    if (request.upgrade) {
      const data = { guid: request.guid, ...request.upgrade }
      const about = { bookId: request.bookId, sourceTitle: request.title, now }
      await noteAcquisition(trx, { ...about, eventType: 'upgradeGrabbed', data })
    }
    if (request.bookId !== null) await dropPendingOf(trx, request.bookId, slot)
    await noteFirst(trx, 'funnel.first_grab_at', now)
    emit(downloadGrabbed({ downloadId: id }))
    emit(queueChanged({ downloadIds: [id] }))
    return true
  })
  if (isOurs) return
  // Somebody took it out of the queue while the client was asked.
  await deps.openClient(client).remove(clientId, { withData: true })
  throw conflict('download.gone', 'it was taken out of the queue meanwhile')
}

const historyOf = ({ request, slot, indexer }: HandOver, client: ConfiguredClient) => ({
  guid: request.guid,
  size: request.sizeBytes,
  indexerId: indexer?.id ?? null,
  ...(indexer ? { indexer: indexer.name } : {}),
  protocol: request.protocol,
  mediaType: slot,
  clientName: client.name,
  ...request.found,
})

/** One torrent in one client is one download: two would import, and delete, the same files. */
async function refuseSameTorrent({ db }: GrabDeps, id: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) throw new DomainError('bad-gateway', 'grab.hash', 'the torrent has no hash to know it by')
  const other = await sameTorrent(db, id, ids)
  if (other) throw conflict('grab.same-torrent', `already grabbed: ${other.title} is the same torrent`)
}

const sameTorrent = (db: GrabDeps['db'] | Trx, id: number, ids: readonly string[]) =>
  db
    .selectFrom('downloads')
    .select(['id', 'title'])
    .where('torrent_id', 'in', ids)
    .where('id', '!=', id)
    .where('is_in_flight', '=', true)
    .limit(1)
    .executeTakeFirst()

/** Whatever a client did wrong, it is the other side that failed. */
const asRefusal = (error: DomainError | undefined): DomainError =>
  error?.kind === 'bad-gateway' || error?.kind === 'invalid'
    ? error
    : new DomainError('bad-gateway', 'client.unusable', `the download client: ${error?.message ?? 'there is none'}`, {
        cause: error,
      })
