import { Type } from 'typebox'
import { LOCKS } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { recordFilesOfBook } from '#domain/catalog/record-files-of-book.ts'
import { takenOffBooks } from '#domain/catalog/taken-off.ts'
import { moveDownload } from '#domain/downloads/move-download.ts'
import { filesRecorded } from '#domain/library/events.ts'
import { isInside } from '#domain/library/roots.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { readSetting, writeSettings } from '#domain/settings/settings-store.ts'
import { defineJob } from '#jobs/define-job.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { describeUnit } from './describe-unit.ts'
import { bookImported } from './events.ts'
import { type Candidate, createFinder } from './find-candidates.ts'
import { findUnits, type Unit } from './find-units.ts'
import type { ImportDeps } from './import-deps.ts'
import type { FoundFile } from './import-disk.ts'
import { type Inspected, inspectUnits } from './inspect-units.ts'
import { libraryRootsOf } from './roots.ts'
import { takeOverLocal } from './take-over-local.ts'

/** What the last scan came to, as clients read it (acquisition contract 4.17). */
export interface LibraryScanResult {
  ran_at: string
  files_found: number
  reconciled: number
  unmatched: number
  already_tracked: number
  tag_read_failed: number
  unmatched_files: { path: string; parsed_title: string; parsed_author: string; reason?: string }[]
  library_dir: string
  audiobook_dir: string
  scanned_paths: string[]
  no_files_found: boolean
  scan_error: string
}

const KEY = 'library.lastScan'
const NAME = 'importing.scan-library'
const MOST_UNMATCHED = 1_000
const LIMITS = { entries: 1_000_000, depth: 20 }
const AT_ONCE = 200

/** @throws not-found before the first scan */
export async function lastLibraryScan(db: Db): Promise<LibraryScanResult> {
  const text = await readSetting(db, KEY)
  if (text === undefined) throw notFound('scan result')
  return JSON.parse(text) as LibraryScanResult
}

/** @throws conflict while one is asked for or running */
export async function startLibraryScan({ transaction, dialect }: Pick<ImportDeps, 'transaction' | 'dialect'>) {
  await transaction(async (trx, emit) => {
    await dialect.lock(trx, LOCKS.scans)
    const running = await trx
      .selectFrom('jobs')
      .select('id')
      .where('name', '=', NAME)
      .where('state', 'in', ['waiting', 'active'])
      .executeTakeFirst()
    if (running) throw conflict('scan.running', 'a library scan is already running')
    emit(scanLibraryFolders.request({}, { priority: 5 }))
  })
}

/** Looks through the library folders for files of wanted books that nobody has recorded. */
export const scanLibraryFolders = defineJob({
  name: NAME,
  queue: 'default',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 2,
  timeoutSeconds: 6 * 3600,
  async run(deps: ImportDeps, _payload, { signal, progress }) {
    const result = blankResult(deps)
    const roots = (await libraryRootsOf(deps.db, deps.folders)).filter(
      (root, _, all) => !all.some((o) => isInside(root, o)),
    )
    for (const root of roots) {
      if ((await deps.disk.look(root))?.kind !== 'folder') {
        result.scan_error = `${root} cannot be reached`
        continue
      }
      result.scanned_paths.push(root)
      await scanRoot(deps, root, result, { signal, tell: (done, total) => progress({ done, total, text: root }) })
    }
    const taken = await takeOverLocal(deps, createFinder(deps), { roots, signal })
    result.reconciled += taken
    result.already_tracked = Math.max(0, result.already_tracked - taken)
    result.no_files_found = result.files_found === 0
    await deps.transaction((trx) => writeSettings(trx, { [KEY]: JSON.stringify(result) }, deps.clock.now()))
    return { found: result.files_found, reconciled: result.reconciled, unmatched: result.unmatched }
  },
})

function blankResult({ folders, clock }: ImportDeps): LibraryScanResult {
  return {
    ran_at: instant(clock.now()),
    ...{ files_found: 0, reconciled: 0, unmatched: 0, already_tracked: 0, tag_read_failed: 0, unmatched_files: [] },
    library_dir: folders.library ?? '',
    audiobook_dir: folders.audiobooks === folders.library ? '' : (folders.audiobooks ?? ''),
    ...{ scanned_paths: [], no_files_found: false, scan_error: '' },
  }
}

interface Watch {
  signal: AbortSignal
  tell(done: number, total: number): void
}

async function scanRoot(deps: ImportDeps, root: string, result: LibraryScanResult, watch: Watch): Promise<void> {
  const found = await deps.disk.list(root, LIMITS)
  const units = findUnits(root, found.files)
  result.files_found += units.length
  const finder = createFinder(deps)
  const given = new Set<string>()
  for (let at = 0; at < units.length; at += AT_ONCE) {
    watch.signal.throwIfAborted()
    watch.tell(at, units.length)
    const batch = units.slice(at, at + AT_ONCE)
    const { fresh, tracked } = await untracked(deps, batch)
    result.already_tracked += tracked
    const isWanted = (unit: Unit, book: Candidate) => lacks(book, unit) && !given.has(`${book.id} ${unit.format}`)
    for (const inspected of await inspectUnits(deps, finder, fresh, { root, signal: watch.signal, isWanted })) {
      if (inspected.isUnreadable) result.tag_read_failed++
      const { match, unit } = inspected
      const key = match.kind === 'confident' ? `${match.book.id} ${unit.format}` : ''
      const isTaken =
        match.kind === 'confident' && !given.has(key) && (await adopt(deps, inspected, match.book, watch.signal))
      if (isTaken) {
        given.add(key)
        result.reconciled++
      } else noteUnmatched(result, inspected)
    }
  }
}

/** A book that is looked for in this form. */
const lacks = ({ status, mediaType, isLocal }: Candidate, { format }: Unit) =>
  !isLocal && status !== 'skipped' && (status !== 'imported' || (mediaType !== 'both' && mediaType !== format))

/** Leaves out what is recorded, by itself or as a part, and what somebody took off a book on purpose. */
async function untracked({ db }: ImportDeps, units: readonly Unit[]): Promise<{ fresh: Unit[]; tracked: number }> {
  const paths = units.flatMap(({ path, files }) => [path, ...files.map((file) => file.path)])
  const known = new Set<string>()
  for (let at = 0; at < paths.length; at += 500) {
    const some = paths.slice(at, at + 500)
    const files = await db.selectFrom('book_files').select('file_path as path').where('file_path', 'in', some).execute()
    const parts = await db.selectFrom('book_file_parts').select('path').where('path', 'in', some).execute()
    for (const { path } of [...files, ...parts]) known.add(path)
  }
  const off = await takenOffBooks(
    db,
    units.flatMap(({ files }) => files),
  )
  const isKnown = (file: FoundFile) => known.has(file.path) || off.has(file.path)
  const fresh = units
    .filter(({ path }) => !known.has(path))
    .map((unit) => ({ ...unit, files: unit.files.filter((file) => !isKnown(file)) }))
    .filter(({ files }) => files.length > 0)
  return { fresh, tracked: units.length - fresh.length }
}

function noteUnmatched(result: LibraryScanResult, { unit, title, author, match }: Inspected): void {
  result.unmatched++
  if (result.unmatched_files.length >= MOST_UNMATCHED) return
  const reason = match.kind === 'none' ? match.reason : 'no_title_match'
  result.unmatched_files.push({ path: unit.path, parsed_title: title, parsed_author: author, reason })
}

/** The file stays where it is and is that of the book from now on. @returns false where it cannot be read */
async function adopt(deps: ImportDeps, { unit }: Inspected, book: Candidate, signal: AbortSignal): Promise<boolean> {
  const files = await describeUnit(deps, unit, signal)
  if (files.length === 0) return false
  const now = deps.clock.now()
  await deps.transaction(async (trx, emit) => {
    const fileIds = await recordFilesOfBook(trx, { dialect: deps.dialect, bookId: book.id, files, now: instant(now) })
    for (const { path } of files) {
      const data = { path, format: unit.format, mode: 'scan' }
      await noteAcquisition(trx, { bookId: book.id, eventType: 'bookImported', sourceTitle: book.title, data, now })
    }
    const waiting = await trx
      .selectFrom('downloads')
      .select('id')
      .where('book_id', '=', book.id)
      .where('slot', '=', unit.format)
      .where('status', '=', 'importExternal')
      .execute()
    for (const { id } of waiting) await moveDownload(trx, id, 'importExternal', 'imported', { now })
    for (const libraryId of new Set(files.flatMap((file) => file.libraryIds)))
      emit(filesRecorded({ libraryId, fileIds }))
    const [first] = files
    if (first) {
      const about = { bookId: book.id, downloadId: waiting[0]?.id ?? null, slot: unit.format }
      emit(bookImported({ ...about, path: first.path, format: unit.format, outdone: null }))
    }
  })
  return true
}
