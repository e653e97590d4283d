import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Slot } from '#database/schema.ts'
import { insertDownload } from '#domain/downloads/download-store.ts'
import { moveDownload } from '#domain/downloads/move-download.ts'
import { acquiredBookOrThrow } from '#domain/monitoring/acquired-books.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, DomainError, invalid, notFound } from '#kernel/errors.ts'
import { createFinder } from './find-candidates.ts'
import { findUnits, type Unit } from './find-units.ts'
import type { ImportDeps } from './import-deps.ts'
import { importDownload } from './import-download.ts'
import { type DownloadRow, findDownloadRow, type ManualOrder, takenAsIs } from './import-row.ts'
import { type Inspected, inspectUnits } from './inspect-units.ts'
import { pickContent } from './pick-content.ts'
import { checkImportPath } from './roots.ts'

const LIMITS = { entries: 50_000, depth: 12 }
const MOST_UNITS = 1_000

/**
 * Says what a file or folder is, and which book it may be.
 * @throws invalid for what is not there or no path, forbidden outside the roots
 */
export async function lookUpPath(deps: ImportDeps, typed: string | undefined, signal: AbortSignal): Promise<Inspected> {
  const path = await checkImportPath(deps.db, deps.folders, typed)
  const found = await deps.disk.list(path, LIMITS)
  if (found.kind === 'missing') throw invalid('import.path', 'path is not accessible')
  const isFolder = found.kind === 'folder'
  const content = pickContent(path, found, null)
  const files = content.kind === 'audiobook' ? content.tracks : content.kind === 'ebook' ? content.files : []
  const unit: Unit = { path, format: isFolder || content.kind === 'audiobook' ? 'audiobook' : 'ebook', files }
  const [inspected] = await inspectUnits(deps, createFinder(deps), [unit], { root: null, signal })
  if (!inspected) throw new Error('nothing was inspected')
  return inspected
}

/**
 * Says what the files below a folder are, unit by unit.
 * @throws invalid for what is no folder, forbidden outside the roots
 */
export async function scanForImport(
  deps: ImportDeps,
  typed: string | undefined,
  signal: AbortSignal,
): Promise<{ items: Inspected[]; isCut: boolean }> {
  const path = await checkImportPath(deps.db, deps.folders, typed)
  const found = await deps.disk.list(path, LIMITS)
  if (found.kind !== 'folder') throw invalid('import.path', 'path is not a folder')
  const units = findUnits(path, found.files)
  const items = await inspectUnits(deps, createFinder(deps), units.slice(0, MOST_UNITS), { root: path, signal })
  return { items, isCut: found.isCut || units.length > MOST_UNITS }
}

export interface HandOrder {
  path: string | undefined
  bookId: number | undefined
  /** `ebook`, `audiobook`, or empty: as the files are. */
  format: string | undefined
}

/**
 * Imports files that a person has chosen for a book. The import itself goes on in the background.
 * @returns the row of the queue that stands for it
 * @throws invalid, forbidden, not-found for the book, conflict for a file that another book has
 */
export async function importByHand(deps: ImportDeps, order: HandOrder, userId: number | null): Promise<DownloadRow> {
  const format = readFormat(order.format)
  if (!order.bookId) throw invalid('import.book', 'bookId required')
  const path = await checkImportPath(deps.db, deps.folders, order.path)
  const slot = await slotOfPath(deps, path, format)
  await acquiredBookOrThrow(deps.db, order.bookId)
  const owner = await ownerOf(deps, path)
  if (owner !== undefined && owner !== order.bookId) throw conflict('import.owned', 'the file belongs to another book')
  return enqueue(deps, { path, bookId: order.bookId, slot, userId, order: { manual: true, format, isMoved: false } })
}

/**
 * Gives a file to another book: it leaves the one that it has and is placed for the new one.
 * @throws as importByHand()
 */
export async function reassignFile(
  deps: ImportDeps,
  order: { path: string | undefined; targetBookId: number | undefined; format: string | undefined },
  userId: number | null,
): Promise<DownloadRow> {
  const format = readFormat(order.format)
  const { targetBookId: bookId } = order
  if (!bookId) throw invalid('import.book', 'targetBookId required')
  const path = await checkImportPath(deps.db, deps.folders, order.path)
  const slot = await slotOfPath(deps, path, format)
  await acquiredBookOrThrow(deps.db, bookId)
  return enqueue(deps, { path, bookId, slot, userId, order: { manual: true, format, isMoved: true } })
}

const MOST_ITEMS = 1_000

export interface BatchResult {
  path: string
  accepted: boolean
  error?: string
  downloadId?: number
}

/** @throws invalid for an empty list or one that is too long */
export async function importBatch(deps: ImportDeps, orders: readonly HandOrder[], userId: number | null) {
  if (orders.length === 0) throw invalid('import.batch', 'nothing to import')
  if (orders.length > MOST_ITEMS) throw invalid('import.batch', `at most ${MOST_ITEMS} items at once`)
  const results: BatchResult[] = []
  for (const order of orders) {
    const path = order.path ?? ''
    try {
      const { id } = await importByHand(deps, order, userId)
      results.push({ path, accepted: true, downloadId: id })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      results.push({ path, accepted: false, error: error.message })
    }
  }
  const accepted = results.filter((one) => one.accepted).length
  return { results, accepted, failed: results.length - accepted }
}

export type MatchAnswer = { imported: true } | { imported: false; retryQueued: boolean; located?: false }

const PATIENCE_MS = 10_000

/**
 * Says which book a failed download is, and imports it again.
 * @throws invalid, not-found, conflict for one whose import has not failed
 */
export async function matchDownload(
  deps: ImportDeps,
  { downloadId, bookId }: { downloadId: number | undefined; bookId: number | undefined },
): Promise<MatchAnswer> {
  if (!downloadId || !bookId) throw invalid('import.match', 'downloadId and bookId required')
  const row = await findDownloadRow(deps.db, downloadId)
  if (!row) throw notFound('download', downloadId)
  if (row.status !== 'importFailed' && row.status !== 'importBlocked') {
    throw conflict('import.match', `its import has not failed: it is ${row.status}`)
  }
  await acquiredBookOrThrow(deps.db, bookId)
  const isThere = row.import_path !== null && (await deps.disk.look(row.import_path)) !== undefined
  const facts = { error_message: '', import_retry_count: 0, skip_count: 0, not_before: null, is_automatic: false }
  const release = { release_json: takenAsIs(row) }
  await deps.transaction(async (trx, emit) => {
    const now = deps.clock.now()
    const isMoved = await moveDownload(trx, row.id, row.status, 'importFailed', {
      now,
      ...facts,
      ...release,
      book_id: bookId,
    })
    if (!isMoved) throw conflict('import.match', 'somebody else moved the download')
    emit(importDownload.request({ downloadId: row.id }, { priority: 10 }))
  })
  if (!isThere) {
    return row.download_client_id === null
      ? { imported: false, retryQueued: false, located: false }
      : { imported: false, retryQueued: true }
  }
  return outcomeWithin(deps, row.id, Date.now() + PATIENCE_MS)
}

/** Waits a moment for the job, so that whoever asked hears what came of it. */
async function outcomeWithin(deps: ImportDeps, id: number, end: number): Promise<MatchAnswer> {
  while (Date.now() < end) {
    const row = await findDownloadRow(deps.db, id)
    if (row?.status === 'imported') return { imported: true }
    if (!row || row.status === 'importBlocked' || row.error_message !== '') break
    await sleep(100)
  }
  return { imported: false, retryQueued: true }
}

function readFormat(format: string | undefined): Slot | null {
  if (format === undefined || format === '') return null
  if (format === 'ebook' || format === 'audiobook') return format
  throw invalid('import.format', 'format is ebook, audiobook or empty')
}

async function slotOfPath(deps: ImportDeps, path: string, format: Slot | null): Promise<Slot> {
  const found = await deps.disk.list(path, LIMITS)
  if (found.kind === 'missing') throw invalid('import.path', 'path is not accessible')
  const content = pickContent(path, found, format)
  if (content.kind !== 'none') return content.kind
  // What is in an archive shows when it is imported.
  if (content.reason === 'archive') return format ?? 'ebook'
  throw invalid('import.type', 'file type not recognised')
}

async function ownerOf({ db }: ImportDeps, path: string): Promise<number | undefined> {
  const file = await db.selectFrom('book_files').select('book_id').where('file_path', '=', path).executeTakeFirst()
  return file?.book_id
}

async function enqueue(
  deps: ImportDeps,
  given: { path: string; bookId: number; slot: Slot; userId: number | null; order: ManualOrder },
): Promise<DownloadRow> {
  const { path, bookId, slot, userId, order } = given
  const now = instant(deps.clock.now())
  const size = await deps.disk.look(path)
  return deps.transaction(async (trx, emit) => {
    const id = await insertDownload(trx, {
      guid: `manual-${randomUUID()}`,
      ...{ book_id: bookId, slot, title: basename(path), url: '', protocol: '', quality: '', indexer_flags: '' },
      size_bytes: size?.kind === 'file' ? size.sizeBytes : 0,
      status: 'completed',
      // Nothing is looked for meanwhile, as for anything that is on its way.
      is_in_flight: true,
      ...{ is_automatic: false, error_message: '', import_path: path, release_json: order },
      ...{ owner_user_id: userId, added_at: now, grabbed_at: now, completed_at: now, updated_at: now },
    })
    emit(importDownload.request({ downloadId: id }, { priority: 5 }))
    const row = await findDownloadRow(trx, id)
    if (!row) throw new Error('the row of an import is not there')
    return row
  })
}
