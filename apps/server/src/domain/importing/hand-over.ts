import { basename, dirname, join } from 'node:path'
import type { Slot } from '#database/schema.ts'
import { moveDownload } from '#domain/downloads/move-download.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import type { ImportDeps } from './import-deps.ts'
import type { Load } from './import-disk.ts'
import { ImportProblem } from './import-problem.ts'
import type { DownloadRow } from './import-row.ts'
import type { ImportSettings } from './import-settings.ts'
import { renderPath } from './naming/render-path.ts'
import type { NamingValues } from './naming/tokens.ts'
import { readNamingValues } from './naming-values.ts'
import type { PickedContent } from './pick-content.ts'
import { freePlace, fullEnding, namesBelow, stagePath } from './plan-placing.ts'

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
 * @throws ImportProblem, DiskTrouble
 */
export async function handOver(deps: ImportDeps, given: HandedOver, signal: AbortSignal): Promise<void> {
  const { row, bookId, content, settings } = given
  const { folder, layout, carriage } = settings.handOver
  const now = deps.clock.now()
  if (await waitsForOther(deps, given, now)) return
  const values = (await readNamingValues(deps.db, deps.dialect, [bookId])).get(bookId) ?? {}
  const placed = folder === null ? [] : await putInto(deps, { ...given, folder, values }, signal)
  await deps.transaction(async (trx) => {
    if (!(await moveDownload(trx, row.id, 'importPending', 'importExternal', { now, book_id: bookId }))) return
    for (const path of placed.length > 0 ? placed : [given.path]) {
      const mode = folder === null ? 'external' : 'drop'
      const data = { mode, status: 'importExternal', path, layout, format: content.kind, link: carriage }
      const note = { bookId, sourceTitle: row.title, now, data }
      await noteAcquisition(trx, { ...note, eventType: 'downloadFolderImported' })
    }
  })
}

const HOUR_MS = 3_600_000

/** Half of a pair is parked until the other half comes, but not for ever. */
async function waitsForOther(
  { db, transaction }: ImportDeps,
  { row, bookId, content, settings }: HandedOver,
  now: Date,
) {
  const { isPairing, pairHours } = settings.handOver
  if (!isPairing || row.status === 'importHeld') return false
  const book = await db.selectFrom('books').select('media_type').where('id', '=', bookId).executeTakeFirst()
  if (book?.media_type !== 'both') return false
  const other: Slot = content.kind === 'ebook' ? 'audiobook' : 'ebook'
  const held = await db
    .selectFrom('downloads')
    .select('id')
    .where('book_id', '=', bookId)
    .where('slot', '=', other)
    .where('status', 'in', ['importHeld', 'importExternal', 'imported'])
    .executeTakeFirst()
  const isOverdue = now.getTime() - Date.parse(row.completed_at ?? row.added_at) > pairHours * HOUR_MS
  if (held || isOverdue) return false
  await transaction(async (trx) => {
    await moveDownload(trx, row.id, 'importPending', 'importHeld', { now, book_id: bookId, slot: content.kind })
  })
  return true
}

interface Target extends HandedOver {
  folder: string
  values: NamingValues
}

/** @returns what lies in the folder now */
async function putInto(deps: ImportDeps, target: Target, signal: AbortSignal): Promise<string[]> {
  const { content, folder, settings, row, values } = target
  const { layout, carriage } = settings.handOver
  if ((await deps.disk.look(folder))?.kind !== 'folder') {
    throw new ImportProblem('again', `the drop folder ${folder} cannot be reached`)
  }
  const put = async (wanted: string, loads: Load[], isFolder: boolean) => {
    const to = await freePlace(deps, wanted, new Set(), isFolder)
    const stage = stagePath(to, row.id)
    try {
      for (const load of loads) await deps.disk.stage(load, stage, carriage, signal)
      await deps.disk.commit(stage, to)
    } catch (error) {
      await deps.disk.discard(stage)
      await deps.disk.pruneEmpty(dirname(to), [folder])
      throw error
    }
    return to
  }
  if (content.kind === 'audiobook') {
    const template = layout === 'flat' ? '{Title} - {Author}' : settings.templates.audiobook
    const files = namesBelow(content.folder, [...content.tracks, ...content.sidecars])
    const loads = files.map(({ path, name, sizeBytes }) => ({ from: path, name, sizeBytes }))
    return [await put(join(folder, renderPath(template, values) || basename(target.path)), loads, true)]
  }
  const placed: string[] = []
  for (const { path, sizeBytes } of content.files) {
    const template = layout === 'flat' ? '{Title} - {Author}.{ext}' : settings.templates.ebook
    const wanted = join(folder, renderPath(template, values, fullEnding(path)))
    placed.push(await put(wanted, [{ from: path, name: '', sizeBytes }], false))
  }
  return placed
}
