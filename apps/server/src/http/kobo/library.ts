import * as contract from '@colophon/contract/devices/kobo.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type DeviceBook, dashed, findBookByAnyId, readAnyId } from '#domain/catalog/any-id.ts'
import { readBookFacts } from '#domain/devices/kobo/book-facts.ts'
import { findKoboCaller } from '#domain/devices/kobo/caller.ts'
import { leaveScopeLists } from '#domain/devices/kobo/leave-lists.ts'
import { acknowledgeBook, findEntry, noteRemoved } from '#domain/devices/kobo/ledger.ts'
import { readStates } from '#domain/devices/kobo/reading-states.ts'
import { reportState } from '#domain/devices/kobo/report-state.ts'
import { breakOff, syncPage } from '#domain/devices/kobo/sync.ts'
import { storeCursorOf, withStoreCursor } from '#domain/devices/kobo/sync-cursor.ts'
import { readTold, type ToldState } from '#domain/devices/kobo/told-state.ts'
import { instant } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { membersOf, sendJson } from './answer.ts'
import { addressOf, callerOf, deviceOf, type KoboRouteDeps } from './context.ts'
import { presentElement, presentMetadata, presentState } from './present.ts'
import { passOn, sendBack, syncWithStore } from './store.ts'

/** More at once no reader has read since it was last connected. */
const MOST_STATES = 500
/** So long a place that another program told may take to be found in a book file. */
const TRANSLATING_MS = 5_000

/** Sync, and what readers ask and tell of single books (device contract B.6 to B.10). */
export function koboLibraryRoutes(app: FastifyInstance, deps: KoboRouteDeps): void {
  const { db, dialect } = deps
  const find = (request: FastifyRequest, text: string) => findBookByAnyId(deps, callerOf(request).scope, text)
  const asTold = (book: DeviceBook) => ({ id: book.id, publicId: book.public_id, createdAt: book.created_at })

  route(app, contract.sync, async ({ params, query, request, reply }) => {
    const caller = callerOf(request)
    const device = await deviceOf(deps, request)
    const cursor = request.headers['x-kobo-synctoken']
    const { elements, hasMore, sessionId, ...answer } = await syncPage(deps, caller, device, {
      cursor: typeof cursor === 'string' && cursor !== '' ? cursor : undefined,
      isRecentFirst: /^true$/i.test(query.PrioritizeRecentReads ?? ''),
      again: () => findKoboCaller(deps, params.token, caller.deviceKey),
    })
    if (sessionId !== null) {
      whenBrokenOff(reply, () => {
        void breakOff(deps, sessionId).catch((error: unknown) => request.log.warn({ err: error }, 'a sync broke off'))
      })
    }
    const base = addressOf(deps, request)
    const ours = elements.map((element) => presentElement(base, element))
    const known = storeCursorOf(typeof cursor === 'string' ? cursor : undefined)
    // The books of the shop come behind all of ours.
    const theirs = hasMore ? undefined : await syncWithStore(deps, request, known)
    if (theirs?.refusal) return sendBack(reply, theirs.refusal)
    reply.header('x-kobo-synctoken', withStoreCursor(answer.cursor, theirs?.cursor ?? known))
    if (hasMore || theirs?.hasMore) reply.header('x-kobo-sync', 'continue')
    return sendJson(reply, theirs ? [...ours, ...theirs.elements] : ours)
  })

  route(app, contract.readMetadata, async ({ params, request, reply }) => {
    const caller = callerOf(request)
    const book = await find(request, params.bookId)
    const [facts] = book ? await readBookFacts(db, dialect, caller.settings, [book.id]) : []
    if (!facts) return (await passOn(deps, request, reply)) ?? sendJson(reply, {}, 404)
    const { device } = caller
    if (device) await deps.transaction((trx) => acknowledgeBook(trx, device.id, facts.id))
    return sendJson(reply, [presentMetadata(addressOf(deps, request), facts)])
  })

  /** A book that went, and that the device was told of once. */
  async function findGone(text: string, deviceId: number | undefined) {
    const id = readAnyId(dialect, text)
    if (deviceId === undefined || !id || !('publicId' in id)) return undefined
    return findEntry(db, deviceId, id.publicId)
  }

  route(app, contract.readState, async ({ params, request, reply, principal }) => {
    const { device } = callerOf(request)
    const book = await find(request, params.bookId)
    const gone = book ? undefined : await findGone(params.bookId, device?.id)
    const told = book ? asTold(book) : gone && { id: 0, publicId: gone.entitlement_id, createdAt: gone.book_added_at }
    if (!told) return (await passOn(deps, request, reply)) ?? sendJson(reply, {}, 404)
    const states = await readStates(deps, { userId: principal.userId, deviceId: device?.id }, [told], {
      until: Date.now() + TRANSLATING_MS,
    })
    const state = states.get(told.id)
    return sendJson(reply, state ? [presentState(state)] : [])
  })

  route(app, contract.tellState, async ({ params, request, reply, principal }) => {
    const { ReadingStates: list } = membersOf(request)
    if (!Array.isArray(list) || list.length === 0) return sendJson(reply, { RequestResult: 'BadRequest' }, 400)
    const now = instant(deps.clock.now())
    const told = list.slice(0, MOST_STATES).map((element: unknown) => readTold(element, now))
    const caller = callerOf(request)
    const book = await find(request, params.bookId)
    if (!book) {
      const gone = await findGone(params.bookId, caller.device?.id)
      if (gone) return sendJson(reply, presentResults(gone.entitlement_id, told, 'Ignored'))
      return (await passOn(deps, request, reply)) ?? sendJson(reply, {}, 404)
    }
    const device = await deviceOf(deps, request)
    const [facts] = await readBookFacts(db, dialect, caller.settings, [book.id])
    const reporter = { userId: principal.userId, deviceId: device.id, name: caller.tokenName }
    const subject = { id: book.id, fileId: facts?.file.fileId ?? null }
    for (const state of told) await reportState(deps, reporter, subject, state)
    return sendJson(reply, presentResults(book.public_id, told, 'Success'))
  })

  for (const what of ['metadata', 'state'] as const) {
    const others =
      what === 'state' ? (['POST', 'PATCH', 'DELETE'] as const) : (['POST', 'PUT', 'PATCH', 'DELETE'] as const)
    for (const method of others) {
      route(app, contract.nothingAt(what, method), ({ reply }) => sendJson(reply, []))
    }
  }

  route(app, contract.removeBook, async ({ params, request, reply }) => {
    const caller = callerOf(request)
    const book = await find(request, params.bookId)
    if (!book) return passOn(deps, request, reply)
    const device = await deviceOf(deps, request)
    await noteRemoved(deps, {
      deviceId: device.id,
      book: { ...asTold(book), title: book.title },
    })
    if (caller.settings.scope === 'lists' && caller.settings.delete_means === 'remove_from_list') {
      await leaveScopeLists(deps, caller.tokenId, book.public_id)
    }
  })
}

/** Acts where an answer does not get to its end; at once where whoever asked has left while it was made. */
function whenBrokenOff({ raw }: FastifyReply, act: () => void): void {
  if (raw.destroyed) {
    act()
    return
  }
  let isSent = false
  raw.once('finish', () => {
    isSent = true
  })
  raw.once('close', () => {
    if (!isSent) act()
  })
}

function presentResults(publicId: string, told: ToldState[], Result: 'Success' | 'Ignored') {
  return {
    RequestResult: 'Success',
    UpdateResults: told.map(({ lastModified, priorityTimestamp }) => ({
      EntitlementId: dashed(publicId),
      CurrentBookmarkResult: { Result },
      StatisticsResult: { Result },
      StatusInfoResult: { Result },
      LastModified: lastModified,
      PriorityTimestamp: priorityTimestamp,
    })),
  }
}
