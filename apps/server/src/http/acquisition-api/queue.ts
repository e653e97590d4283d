import * as contract from '@colophon/contract/acquisition/queue.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { listQueue } from '#domain/downloads/download-store.ts'
import { removeDownload, removeDownloads, retryImport } from '#domain/downloads/edit-queue.ts'
import { grab } from '#domain/downloads/grab.ts'
import type { GrabDeps } from '#domain/downloads/grab-request.ts'
import { readLive } from '#domain/downloads/live-overlay.ts'
import type { RemoveDeps } from '#domain/downloads/remove-from-client.ts'
import { acquiredBookOrThrow } from '#domain/monitoring/acquired-books.ts'
import { dropPending, findPendingOrThrow } from '#domain/releases/pending-store.ts'
import { invalid } from '#kernel/errors.ts'
import { readId } from './ids.ts'
import { presentArrRecord, presentDownload, presentQueueItem } from './present-download.ts'
import { acquisitionRoute as route } from './route.ts'

export type QueueRouteDeps = GrabDeps &
  RemoveDeps & { dialect: Dialect } & { http: { acquisition: { areAccountsApart: boolean } } }

const MOST_IDS = 1_000

/** What was grabbed and how far it is (acquisition contract 4.14). */
export function queueRoutes(app: FastifyInstance, deps: QueueRouteDeps): void {
  const { db, http } = deps
  const scope = createScopes({ areApart: http.acquisition.areAccountsApart })

  route(app, contract.getQueue, async ({ principal }) => {
    const rows = await listQueue(db, { scope: scope.of(principal), isImportedListed: true })
    const { items, stale } = await readLive(deps, rows)
    return {
      items: rows.map((row) => presentQueueItem(row, items.get(row.id))),
      ...(stale.length === 0
        ? {}
        : {
            partial: true,
            staleClients: stale.map(({ client, message }) => ({ clientId: client.id, name: client.name, message })),
          }),
    }
  })

  route(app, contract.grabRelease, async ({ body, principal }) =>
    presentDownload(
      await grab(deps, {
        guid: body.guid ?? '',
        title: body.title ?? '',
        url: body.nzbUrl ?? '',
        sizeBytes: Math.max(0, body.size ?? 0),
        bookId: body.bookId || null,
        indexerId: body.indexerId || null,
        protocol: body.protocol === 'torrent' ? 'torrent' : 'usenet',
        slot: slotIn(body.mediaType),
        userId: principal.userId,
        isAutomatic: false,
      }),
    ),
  )

  route(app, contract.grabPending, async ({ params, principal }) => {
    const held = await findPendingOrThrow(db, readId(params.id))
    await acquiredBookOrThrow(db, held.book_id, scope.of(principal))
    const { release_json: release, guid, title, slot, protocol } = held
    const download = await grab(deps, {
      guid,
      title,
      url: release.downloadUrl,
      sizeBytes: held.size_bytes,
      bookId: held.book_id,
      indexerId: held.indexer_id,
      protocol,
      slot,
      userId: principal.userId,
      isAutomatic: false,
    })
    await deps.transaction((trx) => dropPending(trx, deps.dialect, [held.id]))
    return presentDownload(download)
  })

  route(app, contract.retryImport, async ({ params, principal }) => {
    await retryImport(deps, readId(params.id), scope.of(principal))
    return { ok: true as const }
  })

  route(app, contract.removeDownload, async ({ params, query, principal }) => {
    const withData = query.deleteFiles === 'true'
    await removeDownload(deps, readId(params.id), { withData, scope: scope.of(principal) })
  })

  route(app, contract.removeDownloads, async ({ body, principal }) => {
    const ids = body.ids ?? []
    if (ids.length === 0) throw invalid('queue.ids', 'ids required')
    if (ids.length > MOST_IDS) throw invalid('queue.ids', `at most ${MOST_IDS} ids at once`)
    const removal = {
      withData: body.deleteFiles ?? false,
      isBookUnmonitored: body.unmonitorBooks ?? false,
      scope: scope.of(principal),
    }
    return { results: await removeDownloads(deps, ids, removal) }
  })

  route(app, contract.getArrQueue, async ({ query }) => {
    const rows = await listQueue(db, { scope: null, isImportedListed: false })
    const live = await readLive(deps, rows)
    const records = rows.map((row) => presentArrRecord(row, live))
    const page = pageOf(query)
    const direction = isDescending(query.sortDirection) ? ('descending' as const) : ('ascending' as const)
    const sorted = query.sortKey ? sortedBy(records, query.sortKey, direction) : records
    return {
      ...page,
      ...(query.sortKey ? { sortKey: query.sortKey, sortDirection: direction } : {}),
      totalRecords: records.length,
      records: page ? sorted.slice((page.page - 1) * page.pageSize, page.page * page.pageSize) : sorted,
    }
  })
}

const slotIn = (mediaType: string | null | undefined) =>
  mediaType === 'ebook' || mediaType === 'audiobook' ? mediaType : undefined

const whole = (text: string | undefined) => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0)

/** Everything is on one page unless its size is said. */
function pageOf({ page, pageSize }: { page?: string | undefined; pageSize?: string | undefined }) {
  const size = whole(pageSize)
  return size > 0 ? { page: Math.max(1, whole(page)), pageSize: size } : undefined
}

const isDescending = (direction: string | undefined) => /^desc(ending)?$/i.test(direction ?? '')

type ArrRecord = ReturnType<typeof presentArrRecord>
const SORTABLE = ['id', 'title', 'status', 'size', 'sizeleft', 'downloadClient', 'protocol'] as const

/** By a key that nobody knows they stay as they are. */
function sortedBy(records: readonly ArrRecord[], asked: string, direction: 'ascending' | 'descending'): ArrRecord[] {
  const key = SORTABLE.find((known) => known.toLowerCase() === asked.toLowerCase())
  if (!key) return [...records]
  const sign = direction === 'descending' ? -1 : 1
  return records.toSorted((a, b) => sign * (compare(a[key], b[key]) || a.id - b.id))
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [first, second] = [String(a).toLowerCase(), String(b).toLowerCase()]
  return first < second ? -1 : first > second ? 1 : 0
}
