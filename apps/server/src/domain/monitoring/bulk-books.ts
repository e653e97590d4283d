import type { Emit, Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import type { BookRow } from '#domain/catalog/book-store.ts'
import { type BookColumns, changeBook } from '#domain/catalog/source-books.ts'
import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { acquiredBookOrThrow } from './acquired-books.ts'
import { type BulkResults, forEach, idsOf, rowKey, unknownAction } from './bulk.ts'
import type { ChangeDeps } from './change-author.ts'
import { type BookCall, removeBook, searchWhereWanted, statusFor } from './change-book.ts'
import { bookWanted } from './events.ts'

export interface BulkRequest {
  ids?: number[] | null
  action?: string | null
  mediaType?: string | null
  status?: string | null
}

type Caller = Omit<BookCall, 'id'>
type Change = (trx: Trx, book: BookRow) => BookColumns | Promise<BookColumns>

const MEDIA_TYPES: readonly MediaType[] = ['ebook', 'audiobook', 'both']
const STATUSES = ['wanted', 'downloading', 'downloaded', 'imported', 'skipped']

/**
 * Does one thing with many books; what goes wrong with one says so in its result.
 * @throws invalid for a request that is none
 */
export async function bulkBooks(deps: ChangeDeps, caller: Caller, request: BulkRequest): Promise<BulkResults> {
  const { action } = request
  const ids = idsOf(request.ids)
  if (action === 'delete') {
    return forEach(ids, (id) => removeBook(deps, { ...caller, id: rowKey(id), areFilesDeleted: false }))
  }
  if (action === 'search') return searchBooks(deps, caller, ids)
  return changeAll(deps, caller, ids, bookChange(request))
}

/** @throws invalid */
function bookChange({ action, mediaType, status }: BulkRequest): Change {
  if (action === 'monitor') return () => ({ is_monitored: true })
  if (action === 'unmonitor') return () => ({ is_monitored: false })
  if (action === 'exclude') return () => ({ is_excluded: true })
  if (action === 'set_media_type') {
    const form = MEDIA_TYPES.find((known) => known === mediaType)
    if (!form) throw invalid('bulk.media-type', `mediaType must be one of ${MEDIA_TYPES.join(', ')}`)
    return async (trx, book) => ({ media_type: form, status: await statusFor(trx, book, form) })
  }
  if (action === 'set_status') {
    if (!status || !STATUSES.includes(status))
      throw invalid('bulk.status', `status must be one of ${STATUSES.join(', ')}`)
    return () => ({ status })
  }
  throw unknownAction(action)
}

/**
 * The same for the list of wanted books: search for them, or want them no longer.
 * @throws invalid for a request that is none
 */
export async function bulkWanted(deps: ChangeDeps, caller: Caller, request: BulkRequest): Promise<BulkResults> {
  const { action } = request
  const ids = idsOf(request.ids)
  if (action === 'search') return searchBooks(deps, caller, ids)
  if (action === 'unmonitor') return changeAll(deps, caller, ids, () => ({ is_monitored: false }))
  if (action === 'blocklist') return changeAll(deps, caller, ids, () => ({ is_monitored: false, status: 'skipped' }))
  throw unknownAction(action)
}

function changeAll(deps: ChangeDeps, { scope }: Caller, ids: number[], change: Change): Promise<BulkResults> {
  const updated_at = instant(deps.clock.now())
  return deps.transaction(async (trx, emit) => {
    const changes: { before: BookRow; after: BookRow }[] = []
    const results = await forEach(ids, async (id) => {
      const before = await acquiredBookOrThrow(trx, rowKey(id), scope)
      const columns = await change(trx, before)
      await changeBook(trx, before.id, { ...columns, updated_at })
      changes.push({ before, after: { ...before, ...columns } as BookRow })
    })
    await searchWhereWanted(trx, emit, changes)
    return results
  })
}

/** Somebody pressed the button: also where nothing is searched for by itself. */
function searchBooks({ transaction }: ChangeDeps, { scope }: Caller, ids: number[]): Promise<BulkResults> {
  return transaction(async (trx, emit) => {
    const found: number[] = []
    const results = await forEach(ids, async (id) => {
      found.push((await acquiredBookOrThrow(trx, rowKey(id), scope)).id)
    })
    searchFor(emit, found)
    return results
  })
}

export function searchFor(emit: Emit, bookIds: number[]): void {
  if (bookIds.length > 0) emit(bookWanted({ bookIds, trigger: 'manual' }))
}
