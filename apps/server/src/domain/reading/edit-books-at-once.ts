import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import { type BulkWish, editMany } from '#domain/catalog/edit-many.ts'
import { findLibrary } from '#domain/library/library-store.ts'
import { defineJob, type JobContext } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { type BookSelection, chosenBooks } from './chosen-books.ts'
import { markMany } from './mark-many.ts'

export interface BulkDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  lists: BookLists
  clock: Clock
}

export type ManyWish = Exclude<BulkWish, { kind: 'library' }> | LibraryWish | { kind: 'state'; state: ReadState }
interface LibraryWish {
  kind: 'library'
  /** Public id. */
  library: string
  isMoving: boolean
}

export interface BulkRequest {
  userId: number
  selection: BookSelection
  wish: ManyWish
}

export interface BulkAnswer {
  count: number
  changeId: string | null
  jobId: string | null
  statesBefore: { state: ReadState; ids: string[] }[]
}

/** Up to so many books are changed while the caller waits. */
const AT_ONCE = 300
/** Books of one transaction: the writer is held for some tens of milliseconds. */
const BATCH = 50

/**
 * Changes every chosen book in one go that can be undone: at once, or as a job where they are many.
 * @throws invalid for a wish that says nothing, not-found for the library
 */
export async function editBooksAtOnce(deps: BulkDeps, request: BulkRequest): Promise<BulkAnswer> {
  refuseEmpty(request.wish)
  if (request.wish.kind === 'library') await libraryOf(deps.db, request.wish.library)
  const { ids, total } = await chosenBooks(deps, { ...request, most: AT_ONCE })
  const batch = deps.dialect.newPublicId()
  if (total > AT_ONCE) {
    await deps.transaction(async (_, emit) => emit(editManyBooks.request({ batch, ...request })))
    return { count: total, changeId: null, jobId: batch, statesBefore: [] }
  }
  const before = await changeAll(deps, { ...request, batch, ids })
  return { count: total, changeId: await lastChange(deps.db, batch), jobId: null, statesBefore: byState(before) }
}

/** Once only: what was done before it stopped is written down under its batch and can be undone. */
export const editManyBooks = defineJob({
  name: 'catalog.edit-many',
  queue: 'default',
  payload: Type.Object({
    batch: Type.String(),
    userId: Type.Integer(),
    selection: Type.Unsafe<BookSelection>({ type: 'object' }),
    wish: Type.Unsafe<ManyWish>({ type: 'object' }),
  }),
  key: ({ batch }) => batch,
  attempts: 1,
  timeoutSeconds: 6 * 3600,
  async run(deps: BulkDeps, request, context) {
    const { ids } = await chosenBooks(deps, { ...request, most: Number.POSITIVE_INFINITY })
    await changeAll(deps, { ...request, ids }, context)
    return { changed: ids.length, changeId: await lastChange(deps.db, request.batch) }
  },
})

/** How far a job of somebody is; undefined where they asked for no such job. */
export async function findBulkJob(db: Db, userId: number, batch: string) {
  const job = await db
    .selectFrom('jobs')
    .select(['state', 'payload_json', 'progress_json', 'result_json', 'error'])
    .where('dedup_key', '=', batch)
    .where('name', '=', editManyBooks.name)
    .executeTakeFirst()
  if ((job?.payload_json as BulkRequest | undefined)?.userId !== userId || !job) return undefined
  const progress = (job.progress_json ?? {}) as { done?: number; total?: number | null }
  return {
    isDone: job.state !== 'waiting' && job.state !== 'active',
    done: progress.done ?? 0,
    total: progress.total ?? 0,
    changeId: await lastChange(db, batch),
    error: job.state === 'failed' || job.state === 'cancelled' ? (job.error ?? 'It was called off.') : null,
  }
}

async function changeAll(
  { db, dialect, transaction, clock }: BulkDeps,
  { ids, wish, userId, batch }: BulkRequest & { ids: number[]; batch: string },
  job?: JobContext,
): Promise<{ id: string; state: ReadState }[]> {
  const before: { id: string; state: ReadState }[] = []
  const now = instant(clock.now())
  const by = { userId, origin: 'person', now, batch }
  const named = wish.kind === 'library' ? { ...wish, library: await libraryOf(db, wish.library) } : wish
  for (let at = 0; at < ids.length; at += BATCH) {
    job?.signal.throwIfAborted()
    const bookIds = ids.slice(at, at + BATCH)
    await transaction(async (trx) => {
      if (named.kind !== 'state') return editMany(trx, dialect, { bookIds, wish: named, by, firstPlace: at })
      const marked = await markMany(trx, dialect, { userId, bookIds, state: named.state, at: now })
      if (!job) before.push(...marked)
    })
    job?.progress({ done: Math.min(ids.length, at + BATCH), total: ids.length })
  }
  return before
}

async function libraryOf(db: Db, publicId: string): Promise<{ id: number; name: string }> {
  const library = await findLibrary(db, publicId)
  if (!library) throw notFound('library', publicId)
  return { id: library.id, name: library.name }
}

function refuseEmpty(wish: ManyWish): void {
  const isBlank = (text: string) => text.trim() === ''
  const isEmpty =
    (wish.kind === 'tags' && wish.add.length + wish.remove.length === 0) ||
    (wish.kind === 'authors' && wish.names.length === 0) ||
    (wish.kind === 'tags' && wish.add.some(isBlank)) ||
    (wish.kind === 'authors' && wish.names.some(isBlank)) ||
    (wish.kind === 'series' && wish.name !== null && isBlank(wish.name))
  if (isEmpty) throw invalid('bulk.empty', 'say what to set: a name is missing')
}

const lastChange = async (db: Db, batch: string): Promise<string | null> => {
  const row = await db
    .selectFrom('changes')
    .select('public_id')
    .where('batch_key', '=', batch)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.public_id ?? null
}

const byState = (before: { id: string; state: ReadState }[]) =>
  [...Map.groupBy(before, ({ state }) => state)].map(([state, books]) => ({ state, ids: books.map(({ id }) => id) }))
