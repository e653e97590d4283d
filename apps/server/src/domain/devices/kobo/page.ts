import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { KoboPlan } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { convertKepubs } from '../kepub/kepub-jobs.ts'
import { type BookFacts, readBookFacts } from './book-facts.ts'
import type { KoboCaller, KoboDevice, KoboSession } from './caller.ts'
import { type CollectionChange, changedCollections, issueCollections } from './collections.ts'
import { type IssuedPage, issueBooks, issueRemovals, issueStates } from './ledger.ts'
import { holdSync } from './overtaken.ts'
import { type DeviceState, readStates, type StateDeps, type Translating } from './reading-states.ts'

export interface PageDeps extends StateDeps {
  transaction: Transaction
  clock: Clock
}

export interface RemovedBook {
  publicId: string
  title: string
  createdAt: string
  at: string
}

/** One thing that a device is told. */
export type SyncElement =
  | { kind: 'removed'; book: RemovedBook }
  /** `state` is null for a book that was never opened. */
  | { kind: 'new'; book: BookFacts; state: DeviceState | null }
  | { kind: 'changed'; book: BookFacts }
  | { kind: 'state'; state: DeviceState }
  | { kind: 'collection'; change: CollectionChange }

export interface BuiltPage {
  elements: SyncElement[]
  hasMore: boolean
}

/** Under the megabyte that a page may have, with room for what stands around the words of a book. */
const MOST_BYTES = 900_000
const BYTES_AROUND = 2_600
/** Readers give up after 30 s; places in book files are looked up only that long. */
const TRANSLATING_MS = 3_000
/** So many of the books that a sync begins with are converted before they are fetched. */
const CONVERTED_AHEAD = 20

type Segment = keyof KoboPlan
const ORDER: readonly Segment[] = ['removed', 'fresh', 'changed', 'told']

interface Told {
  removed: (RemovedBook & { ledgerId: number })[]
  fresh: { book: BookFacts; state: DeviceState | null }[]
  changed: BookFacts[]
  states: { ledgerId: number; state: DeviceState }[]
}

/**
 * A page of a session: the next slice of its plan as the books are now, or a slice that was issued before once more. What stands in it is
 * noted as issued.
 * @throws Overtaken where another request of the device was given a page meanwhile
 */
export async function buildPage(
  deps: PageDeps,
  caller: KoboCaller,
  device: KoboDevice,
  session: KoboSession,
  page: number,
): Promise<BuiltPage> {
  const plan = await readPlan(deps.db, session.id)
  const total = ORDER.reduce((sum, segment) => sum + plan[segment].length, 0)
  const from = session.pages_json[page - 2] ?? 0
  const again = session.pages_json[page - 1]
  const size = caller.settings.page_size
  const { told, position } = await collect(deps, caller, device, plan, { from, to: again ?? total, size })
  const elements = [...asElements(told)]
  const now = instant(deps.clock.now())
  return deps.transaction(async (trx, emit) => {
    const where: IssuedPage = { sessionId: session.id, page }
    await holdSync(trx, deps.dialect, device.id, session)
    await noteIssued(trx, deps.dialect, device.id, where, told, now)
    let hasMore = position < total
    if (!hasMore) {
      const changes = await changedCollections(trx, {
        tokenId: caller.tokenId,
        deviceId: device.id,
        sessionId: session.id,
      })
      // Collections stand on the last page; where they do not fit, there is one more.
      const fits = changes.length <= size - elements.length || elements.length === 0
      hasMore = !fits
      const sent = fits ? changes.slice(0, size) : []
      await issueCollections(trx, device.id, where, sent, now)
      elements.push(...sent.map((change) => ({ kind: 'collection' as const, change })))
    }
    if (elements.length === 0) hasMore = false
    const pages = again === undefined ? [...session.pages_json, position] : session.pages_json
    const isLast = page === pages.length
    await trx
      .updateTable('kobo_sessions')
      .set({ pages_json: pages, is_ended: isLast ? !hasMore : session.is_ended, answered_at: now })
      .where('id', '=', session.id)
      .execute()
    if (page === 1) {
      const fileIds = told.fresh.filter(isToConvert).map(({ book }) => book.file.fileId)
      if (fileIds.length > 0) emit(convertKepubs.request({ fileIds: fileIds.slice(0, CONVERTED_AHEAD) }))
    }
    return { elements, hasMore: hasMore || !isLast }
  })
}

const isToConvert = ({ book }: Told['fresh'][number]) => book.file.format === 'KEPUB'

async function readPlan(db: Db, sessionId: number): Promise<KoboPlan> {
  const row = await db
    .selectFrom('kobo_sessions')
    .select('plan_json')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return row.plan_json
}

function* asElements(told: Told): Generator<SyncElement> {
  for (const book of told.removed) yield { kind: 'removed', book }
  for (const { book, state } of told.fresh) yield { kind: 'new', book, state }
  for (const book of told.changed) yield { kind: 'changed', book }
  for (const { state } of told.states) yield { kind: 'state', state }
}

async function noteIssued(
  trx: Trx,
  dialect: Dialect,
  deviceId: number,
  where: IssuedPage,
  { removed, fresh, changed, states }: Told,
  now: string,
): Promise<void> {
  await issueRemovals(
    trx,
    dialect,
    where,
    removed.map(({ ledgerId }) => ledgerId),
  )
  const known = fresh.map(({ book, state }) => ({ ...book, revision: state?.revision ?? '' }))
  await issueBooks(trx, deviceId, where, 'new', known, now)
  const renewed = changed.map((book) => ({ ...book, revision: '' }))
  await issueBooks(trx, deviceId, where, 'changed', renewed, now)
  const revisions = states.map(({ ledgerId, state }) => ({ ledgerId, revision: state.revision }))
  await issueStates(trx, dialect, where, revisions)
}

interface Slice {
  from: number
  to: number
  size: number
}

async function collect(
  deps: PageDeps,
  caller: KoboCaller,
  device: KoboDevice,
  plan: KoboPlan,
  { from, to, size }: Slice,
): Promise<{ told: Told; position: number }> {
  const told: Told = { removed: [], fresh: [], changed: [], states: [] }
  const translating = { until: Date.now() + TRANSLATING_MS }
  let position = from
  let bytes = 0
  const count = () => told.removed.length + told.fresh.length + told.changed.length + told.states.length
  while (position < to && count() < size && bytes < MOST_BYTES) {
    const { segment, ids } = sliceAt(plan, position, Math.min(to - position, size - count()))
    bytes += await tell(deps, caller, device, told, { segment, ids, translating, room: MOST_BYTES - bytes })
    position += ids.length
  }
  return { told, position }
}

/** The items of one segment that begin at a place of the plan. */
function sliceAt(plan: KoboPlan, position: number, most: number): { segment: Segment; ids: number[] } {
  let start = position
  for (const segment of ORDER) {
    const ids = plan[segment]
    if (start < ids.length) return { segment, ids: ids.slice(start, start + most) }
    start -= ids.length
  }
  return { segment: 'told', ids: [] }
}

interface Chunk {
  segment: Segment
  /** Shortened where the page is full before its end. */
  ids: number[]
  translating: Translating
  room: number
}

/** Adds what is to be said of a few items. @returns how much of a page it takes */
async function tell(deps: PageDeps, caller: KoboCaller, device: KoboDevice, told: Told, chunk: Chunk): Promise<number> {
  switch (chunk.segment) {
    case 'removed':
      told.removed.push(...(await readRemoved(deps, chunk.ids)))
      return chunk.ids.length * BYTES_AROUND
    case 'fresh': {
      const { books, bytes } = await readRoomy(deps, caller, chunk)
      const states = caller.settings.two_way_progress
        ? await readStates(deps, { userId: caller.principal.userId, deviceId: device.id }, books, null)
        : new Map<number, DeviceState>()
      for (const book of books) {
        const state = states.get(book.id)
        told.fresh.push({ book, state: state && state.revision !== '' ? state : null })
      }
      return bytes
    }
    case 'changed': {
      const { books, bytes } = await readRoomy(deps, caller, chunk)
      told.changed.push(...books)
      return bytes
    }
    case 'told':
      told.states.push(...(await readTold(deps, caller, device, chunk)))
      return chunk.ids.length * BYTES_AROUND
  }
}

/** As many of the books as a page has room for; the rest is left for the next one. */
async function readRoomy(deps: PageDeps, { settings }: KoboCaller, chunk: Chunk) {
  const books = await readBookFacts(deps.db, deps.dialect, settings, chunk.ids)
  let bytes = 0
  for (const [index, book] of books.entries()) {
    bytes += BYTES_AROUND + Buffer.byteLength(book.description ?? '') + Buffer.byteLength(book.title)
    if (bytes > chunk.room && index > 0) {
      chunk.ids.length = chunk.ids.indexOf(book.id)
      return { books: books.slice(0, index), bytes }
    }
  }
  return { books, bytes }
}

async function readRemoved({ db, dialect }: PageDeps, ids: number[]): Promise<Told['removed']> {
  return db
    .selectFrom('kobo_ledger')
    .select(['id as ledgerId', 'entitlement_id as publicId', 'title', 'book_added_at as createdAt', 'updated_at as at'])
    .where(dialect.isAmong('id', ids))
    .where('state', 'in', ['offered', 'held', 'downloaded'])
    .orderBy('id')
    .execute()
}

async function readTold(
  deps: PageDeps,
  caller: KoboCaller,
  device: KoboDevice,
  { ids, translating }: Chunk,
): Promise<Told['states']> {
  const rows = await deps.db
    .selectFrom('kobo_ledger')
    .select(['id as ledgerId', 'book_id', 'entitlement_id as publicId', 'book_added_at as createdAt', 'state_rev'])
    .select('has_latch')
    .where(deps.dialect.isAmong('id', ids))
    .orderBy('id')
    .execute()
  const books = rows.flatMap(({ book_id: id, ...row }) => (id === null ? [] : [{ id, ...row }]))
  const states = await readStates(deps, { userId: caller.principal.userId, deviceId: device.id }, books, translating)
  return books.flatMap(({ id, ledgerId, state_rev, has_latch }) => {
    const state = states.get(id)
    const isNews = state && (has_latch ? state.revision !== '' : state.revision !== (state_rev ?? ''))
    return isNews ? [{ ledgerId, state }] : []
  })
}
