import { basename, join } from 'node:path'
import type { Emit, Trx } from '#database/open.ts'
import type { Slot } from '#database/schema.ts'
import { moveDownload } from '#domain/downloads/move-download.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { instant } from '#kernel/clock.ts'
import { fullEnding } from './content-kinds.ts'
import { importReleased } from './events.ts'
import { undoStaging } from './finish-journal.ts'
import { asJournal, type Handout, planHandout, stageHandouts } from './handouts.ts'
import type { ImportDeps } from './import-deps.ts'
import { type ImportJournal, type JournalHandout, writeJournal } from './import-journal.ts'
import { ImportProblem } from './import-problem.ts'
import type { DownloadRow } from './import-row.ts'
import { type ImportSettings, readImportSettings } from './import-settings.ts'
import { renderPath } from './naming/render-path.ts'
import { readNamingValues } from './naming-values.ts'
import { heldDownloads, otherSlot, waitsForOther } from './pairs.ts'
import type { PickedContent } from './pick-content.ts'
import { namesBelow } from './plan-placing.ts'

interface HandedOver {
  row: DownloadRow
  bookId: number
  path: string
  content: PickedContent & { kind: Slot }
  settings: ImportSettings
}

/**
 * Leaves a download to another program: puts renamed copies into its folder, where one is set, and waits until the library
 * scan finds what came of them.
 * @returns what is left to do with the copies; null where there are none
 * @throws ImportProblem, DiskTrouble
 */
export async function handOver(
  deps: ImportDeps,
  given: HandedOver,
  signal: AbortSignal,
): Promise<ImportJournal | null> {
  const { row, bookId, path, content, settings } = given
  const now = deps.clock.now()
  if (await waitsForOther(deps.db, { row, bookId, slot: content.kind }, settings, now)) {
    await park(deps, given, now)
    return null
  }
  const { folder, carriage } = settings.handOver
  if (folder === null) {
    await deps.transaction((trx, emit) => leave(trx, emit, given, { now, mode: 'external', paths: [path] }))
    return null
  }
  const handouts = await planDrop(deps, given, folder)
  const journal = dropJournal(asJournal(handouts))
  const write = (trx: Trx, state: ImportJournal) =>
    writeJournal(trx, { downloadId: row.id, bookId, journal: state, now: instant(now) })
  await deps.transaction((trx) => write(trx, journal))
  try {
    await stageHandouts(deps, { handouts, carriage, warnings: [] }, signal)
    return await deps.transaction(async (trx, emit) => {
      const paths = handouts.map(({ to }) => to)
      if (!(await leave(trx, emit, given, { now, mode: 'drop', paths })))
        throw new ImportProblem('later', 'the download moved on meanwhile')
      const state: ImportJournal = { ...journal, phase: 'recorded' }
      await write(trx, state)
      return state
    })
  } catch (error) {
    await undoStaging(deps.disk, journal)
    throw error
  }
}

const dropJournal = (handouts: JournalHandout[]): ImportJournal => ({
  ...{ phase: 'staging', moves: [], handouts, replaced: [], prune: { folders: [], kept: [] }, news: null },
})

/** The other program has it, and the other half of its pair may follow. @returns false where somebody else moved it */
async function leave(
  trx: Trx,
  emit: Emit,
  { row, bookId, content, settings }: HandedOver,
  { now, mode, paths }: { now: Date; mode: 'external' | 'drop'; paths: readonly string[] },
): Promise<boolean> {
  if (!(await moveDownload(trx, row.id, 'importPending', 'importExternal', { now, book_id: bookId }))) return false
  const other = heldDownloads(trx).where('book_id', '=', bookId).where('slot', '=', otherSlot(content.kind))
  for (const { id } of await other.execute()) await release(trx, emit, id, now)
  const { layout, carriage } = settings.handOver
  for (const path of paths) {
    const data = { mode, status: 'importExternal', path, layout, format: content.kind, link: carriage }
    const note = { bookId, sourceTitle: row.title, now, data }
    await noteAcquisition(trx, { ...note, eventType: 'downloadFolderImported' })
  }
  return true
}

/** Half of a pair is parked until the other half comes. */
async function park(
  { transaction }: ImportDeps,
  { row, bookId, path, content, settings }: HandedOver,
  now: Date,
): Promise<void> {
  const { layout, carriage } = settings.handOver
  await transaction(async (trx) => {
    const facts = { now, book_id: bookId, slot: content.kind }
    if (!(await moveDownload(trx, row.id, 'importPending', 'importHeld', facts))) return
    const data = { mode: 'drop-hold', status: 'importHeld', path, layout, format: content.kind, link: carriage }
    const note = { bookId, sourceTitle: row.title, now, data }
    await noteAcquisition(trx, { ...note, eventType: 'downloadFolderImported' })
  })
}

/** Lets a parked half go on. @returns whether it was still parked */
async function release(trx: Trx, emit: Emit, id: number, now: Date): Promise<boolean> {
  const isMoved = await moveDownload(trx, id, 'importHeld', 'importPending', { now })
  if (isMoved) emit(importReleased({ downloadId: id }))
  return isMoved
}

/** Lets those go on that have nothing to wait for any more. @returns how many there were */
export async function releaseHeld({ db, transaction, clock }: ImportDeps): Promise<number> {
  const settings = await readImportSettings(db)
  let count = 0
  for (const row of await heldDownloads(db).execute()) {
    const now = clock.now()
    const isWaiting =
      row.book_id !== null && (await waitsForOther(db, { row, bookId: row.book_id, slot: row.slot }, settings, now))
    if (!isWaiting && (await transaction((trx, emit) => release(trx, emit, row.id, now)))) count += 1
  }
  return count
}

/** What goes into the folder of the other program, and under which names. */
async function planDrop(deps: ImportDeps, { row, bookId, path, content, settings }: HandedOver, folder: string) {
  if ((await deps.disk.look(folder))?.kind !== 'folder') {
    throw new ImportProblem('again', `the drop folder ${folder} cannot be reached`)
  }
  const values = (await readNamingValues(deps.db, deps.dialect, [bookId])).get(bookId) ?? {}
  const { templates, handOver } = settings
  const isFlat = handOver.layout === 'flat'
  const common = { downloadId: row.id, isExtra: false }
  if (content.kind === 'audiobook') {
    const name = renderPath(isFlat ? '{Title} - {Author}' : templates.audiobook, values) || basename(path)
    const files = namesBelow(content.folder, [...content.tracks, ...content.sidecars])
    const loads = files.map((file) => ({ from: file.path, name: file.name, sizeBytes: file.sizeBytes }))
    return [await planHandout(deps, { ...common, wanted: join(folder, name), loads, taken: new Set() })]
  }
  const handouts: Handout[] = []
  const taken = new Set<string>()
  for (const file of content.files) {
    const name = renderPath(isFlat ? '{Title} - {Author}.{ext}' : templates.ebook, values, fullEnding(file.path))
    const loads = [{ from: file.path, name: '', sizeBytes: file.sizeBytes }]
    const handout = await planHandout(deps, { ...common, wanted: join(folder, name), loads, taken })
    taken.add(handout.to)
    handouts.push(handout)
  }
  return handouts
}
