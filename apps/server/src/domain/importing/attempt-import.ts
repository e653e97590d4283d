import type { Trx } from '#database/open.ts'
import type { PlacedFile } from '#domain/catalog/record-files.ts'
import { dropFiles } from '#domain/catalog/record-files-of-book.ts'
import { moveDownload } from '#domain/downloads/move-download.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { instant } from '#kernel/clock.ts'
import { transportFor } from './carriage.ts'
import { carryOutImport } from './carry-out-import.ts'
import { findBookFor } from './find-book-for.ts'
import { handOver } from './hand-over.ts'
import { planExtraCopies } from './handouts.ts'
import type { ImportDeps } from './import-deps.ts'
import type { ImportJournal } from './import-journal.ts'
import { ImportProblem } from './import-problem.ts'
import { type DownloadRow, findDownloadRow, isTakenAsIs, manualOrderOf, matchLevelOf, upgradeOf } from './import-row.ts'
import { type ImportSettings, readImportSettings } from './import-settings.ts'
import type { ImportTask } from './import-task.ts'
import { type Looked, lookAtDownload } from './look-at-download.ts'
import { isBelowAny, type PreparedImport, prepareImport } from './prepare-import.ts'
import { libraryRootsOf, rootFor } from './roots.ts'

export interface Imported {
  /** What is left to do with the files; null where nothing is. */
  journal: ImportJournal | null
}

/**
 * Tries to import a download that is ready: finds its files and its book, checks, places and records them.
 * @throws ImportProblem, DiskTrouble
 */
export async function attemptImport(deps: ImportDeps, row: DownloadRow, signal: AbortSignal): Promise<Imported> {
  await advance(deps, row.id, 'importPending')
  const settings = await readImportSettings(deps.db)
  const order = manualOrderOf(row)
  const { path, content, archives } = await lookAtDownload(
    deps,
    row,
    { settings, forced: order?.format ?? null },
    signal,
  )
  const bookId = row.book_id ?? (await findBookFor(deps, { path, content }, signal))
  if (bookId === undefined) throw new ImportProblem('again', 'no book matches the downloaded files')
  if (settings.mode === 'external' && !order) {
    return { journal: await handOver(deps, { row, bookId, path, content, settings }, signal) }
  }
  await advance(deps, row.id, 'importing')
  const task = await taskOf(deps, row, { bookId, path, content, archives, settings })
  const prepared = await prepareImport(deps, task, signal)
  const handouts = order?.isMoved ? [] : await extraCopies(deps, task, prepared)
  const orders = {
    ...prepared,
    task,
    handouts,
    transport: order?.isMoved
      ? { carriage: 'link' as const, isSourceRemoved: true }
      : transportFor(settings.mode, row.protocol),
    libraryRoots: await libraryRootsOf(deps.db, deps.folders),
    async settle(trx: Trx, files: PlacedFile[]) {
      if (order?.isMoved) await detach(trx, deps, { path, bookId, userId: row.owner_user_id })
      return settle(trx, deps.clock.now(), { row, task, prepared, files })
    },
  }
  return { journal: await carryOutImport(deps, orders, signal) }
}

async function extraCopies(deps: ImportDeps, { settings, downloadId }: ImportTask, prepared: PreparedImport) {
  const { ingestFolder: folder } = settings
  if (folder === null || prepared.slot !== 'ebook') return []
  const { handouts, warnings } = await planExtraCopies(deps, { folder, placings: prepared.placings, downloadId })
  prepared.warnings.push(...warnings)
  return handouts
}

/** @throws ImportProblem where somebody else has moved the download meanwhile */
async function advance(deps: ImportDeps, id: number, to: 'importPending' | 'importing'): Promise<void> {
  const current = await findDownloadRow(deps.db, id)
  if (current?.status === to) return
  const isMoved =
    current && (await deps.transaction((trx) => moveDownload(trx, id, current.status, to, { now: deps.clock.now() })))
  if (!isMoved) throw new ImportProblem('later', 'somebody else moved the download')
}

async function taskOf(
  deps: ImportDeps,
  row: DownloadRow,
  known: Looked & { bookId: number; settings: ImportSettings },
): Promise<ImportTask> {
  const { bookId, path, content, archives, settings } = known
  const { db, folders } = deps
  const book = await db.selectFrom('books').select('author_id').where('id', '=', bookId).executeTakeFirst()
  const { defaultRootFolderId } = settings
  const root = await rootFor(db, {
    slot: content.kind,
    authorId: book?.author_id ?? null,
    defaultRootFolderId,
    folders,
  })
  if (root === null) throw new ImportProblem('person', 'there is no library folder to import into')
  if ((await deps.disk.look(root))?.kind !== 'folder') {
    throw new ImportProblem('again', `the library folder ${root} cannot be reached (is the disk mounted?)`)
  }
  const isInLibrary = isBelowAny(path, await libraryRootsOf(db, folders))
  return {
    downloadId: row.id,
    ...{ bookId, path, content, archives, root, settings },
    choice: { isAutomatic: row.is_automatic, matchLevel: matchLevelOf(row), isTakenAsIs: isTakenAsIs(row) },
    isByHand: manualOrderOf(row) !== undefined,
    // Of one that a person has said something about they decide.
    upgrade: row.is_automatic && !isTakenAsIs(row) ? upgradeOf(row) : null,
    isAdopted: isInLibrary && archives === null && manualOrderOf(row)?.isMoved !== true,
    quality: row.quality,
  }
}

/** Takes a file that moves to another book off the one that has it: no earlier, or a scan would find it ownerless. */
async function detach(
  trx: Trx,
  { dialect, clock }: ImportDeps,
  { path, bookId, userId }: { path: string; bookId: number; userId: number | null },
): Promise<void> {
  const rows = await trx
    .selectFrom('book_files')
    .select('id')
    .where('file_path', '=', path)
    .where('book_id', '!=', bookId)
    .execute()
  const by = { userId, origin: 'person', now: instant(clock.now()) }
  await dropFiles(trx, { dialect, fileIds: rows.map(({ id }) => id), isLeftOnDisk: false, by })
}

interface Settled {
  row: DownloadRow
  task: ImportTask
  prepared: PreparedImport
  files: readonly PlacedFile[]
}

/** The download is imported, and its history says so. @returns false where somebody else has moved it */
async function settle(trx: Trx, now: Date, { row, task, prepared, files }: Settled): Promise<boolean> {
  const { bookId, settings, path } = task
  const { slot, warnings, replaced, upgrade } = prepared
  const facts = { now, slot, not_before: null, book_id: bookId }
  if (!(await moveDownload(trx, row.id, 'importing', 'imported', facts))) return false
  const about = { bookId, sourceTitle: row.title, now }
  for (const { path: gone, format } of replaced) {
    const toFormat = upgrade?.toFormat ?? files[0]?.fileType ?? ''
    const data = { path: gone, format: slot, fromFormat: format, toFormat, fromScore: 0, toScore: 0 }
    await noteAcquisition(trx, { ...about, eventType: 'fileReplaced', data })
  }
  for (const file of files) {
    const data = { path: file.path, format: slot, guid: row.guid, sourcePath: path, mode: settings.mode }
    const odd = warnings.length > 0 ? { warnings: warnings.slice(0, 20) } : {}
    await noteAcquisition(trx, { ...about, eventType: 'bookImported', data: { ...data, ...odd } })
  }
  return true
}
