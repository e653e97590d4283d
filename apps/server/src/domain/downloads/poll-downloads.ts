import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { LiveDownload } from '#database/schema.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { defineJob } from '#jobs/define-job.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { ClientFailures } from './client-failures.ts'
import { pathHere } from './client-folders.ts'
import { type ClientHealthDeps, checkClients, noteHealth } from './client-health.ts'
import { type ConfiguredClient, listClients } from './client-store.ts'
import type { ClientItem, DownloadClient } from './download-client.ts'
import { isDownloaded } from './download-states.ts'
import { clientIdOf, type DownloadRow, watchedDownloads } from './download-store.ts'
import { downloadCompleted, queueChanged } from './events.ts'
import { failDownload } from './fail-download.ts'
import { jobName } from './hand-over.ts'
import { moveDownload } from './move-download.ts'
import { liveOf, nextStep, type Step } from './next-step.ts'

export interface PollDeps extends ClientHealthDeps {
  dialect: Dialect
  failures: ClientFailures
  logger: Logger
}

const AGAIN_MS = 2_000
const MISSES_TO_TELL = 3

/**
 * Asks every client that has something to do how far it is, and lets downloads follow. What one client does not answer changes
 * nothing of its downloads. Never runs beside itself: who comes while it runs is asked for once more afterwards.
 */
export const pollDownloads = defineJob({
  name: 'downloads.poll',
  queue: 'critical',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 120,
  async run(deps: PollDeps, _payload, { jobId, signal }) {
    if (await isRunningElsewhere(deps, jobId)) {
      await deps.transaction(async (_trx, emit) => emit(pollDownloads.request({}, { delayMs: AGAIN_MS })))
      return { skipped: true, moved: 0 }
    }
    const rows = Map.groupBy(await watchedDownloads(deps.db), ({ download_client_id }) => download_client_id)
    const clients = (await listClients(deps.db, deps.secrets)).filter(({ id, isEnabled }) => isEnabled && rows.has(id))
    const moved = await Promise.all(
      clients.map((client) => pollClient(deps, client, rows.get(client.id) ?? [], signal)),
    )
    return { clients: clients.length, moved: moved.reduce((sum, count) => sum + count, 0) }
  },
  foundNothing: ({ moved }) => moved === 0,
})

/** Of two that run, the one that was asked for first goes on. */
async function isRunningElsewhere({ db, clock }: PollDeps, jobId: string): Promise<boolean> {
  const active = await db
    .selectFrom('jobs')
    .select('public_id')
    .where('name', '=', 'downloads.poll')
    .where('state', '=', 'active')
    .where('claimed_until', '>', clock.now().toISOString())
    .orderBy('id')
    .execute()
  return active.length > 1 && active[0]?.public_id !== jobId
}

/** @returns of how many downloads something followed */
async function pollClient(
  deps: PollDeps,
  client: ConfiguredClient,
  rows: readonly DownloadRow[],
  signal: AbortSignal,
): Promise<number> {
  let items: Map<number, ClientItem>
  try {
    items = await itemsOf(deps.openClient(client), rows, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof DomainError)) throw error
    await noteMiss(deps, client, error)
    return 0
  }
  await noteAnswer(deps, client)
  const now = deps.clock.now()
  const live: { id: number; live: LiveDownload }[] = []
  let moved = 0
  for (const row of rows) {
    const item = items.get(row.id)
    const step = nextStep(row, item, now)
    if (item && !isDownloaded(row.status)) live.push({ id: row.id, live: liveOf(item, row.live_json, now) })
    if (step.do === 'nothing') continue
    await take(deps, client, row, step, item)
    if (step.do !== 'follow' || row.status === 'grabbed') moved++
  }
  await keepLive(deps, live)
  return moved
}

/** What the client tells of downloads, by their rows. */
async function itemsOf(
  opened: DownloadClient,
  rows: readonly DownloadRow[],
  signal: AbortSignal,
): Promise<Map<number, ClientItem>> {
  const ids = new Set(rows.flatMap((row) => clientIdOf(row) ?? []))
  const byId = new Map((await opened.list([...ids], signal)).map((item) => [item.id, item]))
  const found = new Map<number, ClientItem>()
  for (const row of rows) {
    const id = clientIdOf(row)
    // Cut off between the hand-over and its record: the client may have it under the name that it was given.
    const item = id === undefined ? await opened.findByName?.(jobName(row.title), signal) : byId.get(id)
    if (item) found.set(row.id, item)
  }
  return found
}

async function take(
  deps: PollDeps,
  client: ConfiguredClient,
  row: DownloadRow,
  step: Step,
  item: ClientItem | undefined,
): Promise<void> {
  const now = deps.clock.now()
  if (step.do === 'fail') {
    await failDownload(deps, { id: row.id, from: row.status, message: step.message, cause: step.cause })
  } else if (step.do === 'follow' && row.status === 'grabbed') {
    await deps.transaction(async (trx, emit) => {
      if (await moveDownload(trx, row.id, 'grabbed', 'downloading', { now, ...idsOf(client, item) }))
        emit(queueChanged({ downloadIds: [row.id] }))
    })
  } else if (step.do === 'block') {
    await deps.transaction(async (trx, emit) => {
      const facts = { now, error_message: row.error_message || step.message }
      if (!(await moveDownload(trx, row.id, 'importFailed', 'importBlocked', facts))) return
      const data = { guid: row.guid, message: step.message, status: 'importBlocked' }
      await noteAcquisition(trx, {
        bookId: row.book_id,
        eventType: 'importFailed',
        sourceTitle: row.title,
        data,
        now,
      })
      emit(queueChanged({ downloadIds: [row.id] }))
    })
  } else if (step.do === 'import') await complete(deps, client, row, item)
}

/** The client is done. Asked for again while the import has not begun: a nudge may have been lost. */
async function complete(deps: PollDeps, client: ConfiguredClient, row: DownloadRow, item: ClientItem | undefined) {
  const now = deps.clock.now()
  const importPath = item?.path === undefined ? row.import_path : pathHere(item.path, client, deps.downloadFolders)
  await deps.transaction(async (trx, emit) => {
    if (row.status === 'grabbed' || row.status === 'downloading') {
      const facts = { now, import_path: importPath, live_json: null, ...idsOf(client, item) }
      if (!(await moveDownload(trx, row.id, row.status, 'completed', facts))) return
      emit(queueChanged({ downloadIds: [row.id] }))
    } else if (importPath !== row.import_path) await keepPath(trx, row, importPath)
    emit(downloadCompleted({ downloadId: row.id }))
  })
}

const keepPath = async (trx: Trx, { id, status }: DownloadRow, importPath: string | null) => {
  await trx
    .updateTable('downloads')
    .set({ import_path: importPath })
    .where('id', '=', id)
    .where('status', '=', status)
    .execute()
}

/** The id under which it was found, where nobody wrote it down before. */
function idsOf({ type }: ConfiguredClient, item: ClientItem | undefined) {
  if (!item) return {}
  return type === 'sabnzbd' || type === 'nzbget' ? { sabnzbd_nzo_id: item.id } : { torrent_id: item.id }
}

/** One statement for a client, however much it loads. */
async function keepLive({ transaction, dialect }: PollDeps, live: { id: number; live: LiveDownload }[]): Promise<void> {
  if (live.length === 0) return
  const table = dialect.rows(
    live.map(({ id, live: told }) => ({ id, live: JSON.stringify(told) })),
    { id: 'integer', live: 'text' },
  )
  await transaction(async (trx) => {
    await sql`update downloads set live_json = d.live from ${table} as d
      where downloads.id = d.id and downloads.status = 'downloading'`.execute(trx)
  })
}

async function noteMiss(deps: PollDeps, client: ConfiguredClient, error: DomainError): Promise<void> {
  const misses = deps.failures.missed(client.id)
  deps.logger.debug({ client: client.name, misses, code: error.code }, 'a download client did not answer')
  if (misses === MISSES_TO_TELL) await noteHealth(deps, client.id, { status: 'error', message: error.message })
}

/** What else may be wrong with a client shows when it is looked at as a whole. */
async function noteAnswer({ failures, transaction }: PollDeps, client: ConfiguredClient): Promise<void> {
  failures.answered(client.id)
  if (client.health?.status !== 'error') return
  await transaction(async (_trx, emit) => emit(checkClients.request({ clientId: client.id })))
}
