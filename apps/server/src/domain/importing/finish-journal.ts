import { dirname } from 'node:path'
import type { ImportDisk } from './import-disk.ts'
import type { ImportJournal } from './import-journal.ts'

/** Takes back what was staged: afterwards it is as if the import had not begun. */
export async function undoStaging(disk: ImportDisk, { moves, prune }: ImportJournal): Promise<void> {
  for (const { stage, to } of moves) {
    await disk.discard(stage)
    await disk.pruneEmpty(dirname(to), prune.kept)
  }
}

/**
 * Gives everything its name that the catalogue knows already. Can be taken again from any point: what makes room goes to
 * the bin before the new file has its name and never afterwards, and sources go last.
 * @throws DiskTrouble; then it is tried again later
 */
export async function finishMoves(disk: ImportDisk, { moves, replaced, prune }: ImportJournal): Promise<void> {
  for (const { from, bin } of replaced) await makeRoom(disk, moves, from, bin)
  for (const { stage, to } of moves) await disk.commit(stage, to)
  for (const { sources } of moves) for (const source of sources) await disk.remove(source)
  for (const folder of prune.folders) await disk.pruneEmpty(folder, prune.kept)
}

async function makeRoom(disk: ImportDisk, moves: ImportJournal['moves'], from: string, bin: string): Promise<void> {
  if (await disk.look(bin)) return
  const successor = moves.find(({ to }) => to === from)
  // Its place is filled with the new file already.
  if (successor && !(await disk.look(successor.stage))) return
  await disk.recycle(from, bin)
}
