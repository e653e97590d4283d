import { basename, dirname, join } from 'node:path'
import type { Trx } from '#database/open.ts'
import type { PlacedFile } from '#domain/catalog/record-files.ts'
import { recordFilesOfBook } from '#domain/catalog/record-files-of-book.ts'
import { instant } from '#kernel/clock.ts'
import type { Transport } from './carriage.ts'
import { undoStaging } from './finish-journal.ts'
import { asJournal, type Handout, stageHandouts } from './handouts.ts'
import type { ImportDeps } from './import-deps.ts'
import { type ImportJournal, writeJournal } from './import-journal.ts'
import { ImportProblem } from './import-problem.ts'
import type { ImportTask } from './import-task.ts'
import type { Placing } from './plan-placing.ts'
import type { PreparedImport } from './prepare-import.ts'
import { binPath } from './recycle-bin.ts'

export interface Orders extends PreparedImport {
  task: ImportTask
  transport: Transport
  libraryRoots: readonly string[]
  /** Copies for other programs. */
  handouts: readonly Handout[]
  /** Written in the transaction that records the files; false: somebody else moved the download, so nothing is recorded. */
  settle(trx: Trx, files: PlacedFile[], fileIds: number[]): Promise<boolean>
}

/**
 * Stages all files and records them; they get their names by completeImport(). What the journal holds is enough to undo or
 * to finish it from any point. Where it fails nothing is left of it but the journal.
 * @throws ImportProblem, DiskTrouble
 */
export async function carryOutImport(deps: ImportDeps, orders: Orders, signal: AbortSignal): Promise<ImportJournal> {
  const { disk, clock, transaction } = deps
  const { task, placings } = orders
  const moving = placings.filter(({ isInPlace }) => !isInPlace)
  await checkSpace(deps, orders, moving)
  const journal = planJournal(orders, moving, instant(clock.now()))
  const write = (trx: Trx, state: ImportJournal) =>
    writeJournal(trx, { downloadId: task.downloadId, bookId: task.bookId, journal: state, now: instant(clock.now()) })
  await transaction((trx) => write(trx, journal))
  try {
    for (const { loads, stage } of moving)
      for (const load of loads) await disk.stage(load, stage, orders.transport.carriage, signal)
    const { warnings } = orders
    const handouts = await stageHandouts(deps, { handouts: orders.handouts, carriage: 'copy', warnings }, signal)
    const files = await describePlaced(deps, orders)
    return await transaction(async (trx) => {
      const now = instant(clock.now())
      const { bookId } = task
      const fileIds = await recordFilesOfBook(trx, { dialect: deps.dialect, bookId, files, now })
      if (!(await orders.settle(trx, files, fileIds)))
        throw new ImportProblem('later', 'the download moved on meanwhile')
      const news = newsOf(orders, files, fileIds)
      const state: ImportJournal = { ...journal, handouts, phase: 'recorded', news }
      await write(trx, state)
      return state
    })
  } catch (error) {
    await undoStaging(disk, journal)
    throw error
  }
}

async function checkSpace(deps: ImportDeps, { task, transport }: Orders, moving: Placing[]): Promise<void> {
  const loads = moving.flatMap((placing) => placing.loads)
  const bytes = loads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const [first] = loads
  if (!first || bytes === 0) return
  if (transport.carriage === 'link' && (await deps.disk.isSameDisk(first.from, task.root))) return
  const free = await deps.disk.freeBytes(task.root)
  const needed = bytes + task.settings.minFreeBytes
  if (free >= needed) return
  throw new ImportProblem('again', `needs ${inUnits(needed)}, ${inUnits(free)} free on ${task.root}`)
}

export function inUnits(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10))
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1).replace(/\.0$/, '')} ${units[power]}`
}

function planJournal(orders: Orders, moving: Placing[], now: string): ImportJournal {
  const { task, transport, replaced, libraryRoots } = orders
  const kept = [...libraryRoots, dirname(task.path)]
  const day = now.slice(0, 10)
  const bins = replaced.flatMap(({ id, goes }) =>
    goes.flatMap((from) => {
      const bin = binPath(from, libraryRoots, { day, unique: `${task.downloadId}-${id}` })
      return bin === undefined ? [] : [{ from, bin }]
    }),
  )
  const places = new Set(orders.placings.map(({ path }) => path))
  const moves = moving.map((placing, index) => ({
    stage: placing.stage,
    to: placing.to,
    sources: transport.isSourceRemoved ? sourcesOf(task, placing, index === 0) : [],
  }))
  const emptied = [...moves.flatMap(({ sources }) => sources), ...bins.map(({ from }) => from)]
  return {
    phase: 'staging',
    moves,
    handouts: asJournal(orders.handouts),
    replaced: bins,
    // One whose very place is taken keeps its record, as a file does that was changed.
    dropped: replaced.filter(({ path }) => !places.has(path)).map(({ id }) => id),
    isBinEmptied: task.settings.recycleDays === 0,
    prune: { folders: [...new Set(emptied.map((path) => dirname(path)))], kept },
    news: null,
  }
}

/** What was unpacked is no source: the archives are, and go all together. */
function sourcesOf({ archives }: ImportTask, { loads }: Placing, isFirst: boolean): string[] {
  if (archives === null) return loads.map(({ from }) => from)
  return isFirst ? archives.map(({ path }) => path) : []
}

/** What the catalogue learns, with the times that the files will have in their places. */
async function describePlaced(
  { db, disk }: ImportDeps,
  { placings, works, slot, task }: Orders,
): Promise<PlacedFile[]> {
  const libraries = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_id', 'path'])
    .execute()
  const described: PlacedFile[] = []
  for (const placing of placings) {
    const { path, to, stage, files, isInPlace, loads } = placing
    const work = works.get(path)
    if (!work) throw new Error(`nothing is known of ${basename(path)}`)
    const parts = []
    for (const { file, name } of files) {
      const isAlone = loads.length === 1 && loads[0]?.name === ''
      const at = isInPlace ? (slot === 'ebook' ? path : join(to, name)) : isAlone ? stage : join(stage, name)
      const there = await disk.look(at)
      if (there?.kind !== 'file') throw new ImportProblem('again', `${basename(at)} is gone`)
      const own = slot === 'ebook' ? path : join(to, name)
      parts.push({ path: own, ...there, durationSeconds: file.facts.durationSeconds })
    }
    const [first] = files
    const isOne = parts.length === 1
    described.push({
      path,
      fileType: isOne && first ? first.file.format : 'zip',
      media: slot,
      sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      modifiedMs: Math.max(...parts.map(({ modifiedMs }) => modifiedMs)),
      partialMd5: isOne && first ? first.file.partialMd5 : null,
      origin: task.isByHand ? 'hand' : 'import',
      parts: isOne ? [] : parts,
      work,
      libraryIds: libraries.filter((library) => `${path}/`.startsWith(`${library.path}/`)).map((one) => one.library_id),
      movedFrom: null,
    })
  }
  return described
}

function newsOf({ slot, replaced, upgrade }: Orders, files: PlacedFile[], fileIds: number[]): ImportJournal['news'] {
  const [first] = files
  if (!first) return null
  const libraryIds = [...new Set(files.flatMap((file) => file.libraryIds))]
  const [old] = replaced
  const outdone = old ? { from: upgrade?.fromFormat ?? old.format, to: upgrade?.toFormat ?? first.fileType } : null
  return { slot, path: first.path, format: slot, fileIds, libraryIds, outdone }
}
