import { dirname } from 'node:path'
import { DiskTrouble } from '#kernel/disk-trouble.ts'
import type { ImportDisk } from './import-disk.ts'
import type { ImportJournal, JournalHandout } from './import-journal.ts'
import { numbered } from './plan-placing.ts'

/** Takes back what was staged: afterwards it is as if the import had not begun. */
export async function undoStaging(disk: ImportDisk, { moves, handouts = [], prune }: ImportJournal): Promise<void> {
  for (const { stage } of handouts) await disk.discard(stage)
  for (const { stage, to } of moves) {
    await disk.discard(stage)
    await disk.pruneEmpty(dirname(to), prune.kept)
  }
}

/**
 * Gives everything its name that the catalogue knows already. Can be taken again from any point: what is replaced goes to
 * the bin once the new file has its name, or at that very moment where it has the same, and sources go last.
 * @returns what extra copies came to nothing, in words
 * @throws DiskTrouble; then it is tried again later
 */
export async function finishMoves(
  disk: ImportDisk,
  { moves, handouts = [], replaced, isBinEmptied, prune }: ImportJournal,
): Promise<string[]> {
  const bins = new Map(replaced.map(({ from, bin }) => [from, bin]))
  for (const { stage, to } of moves) {
    const bin = bins.get(to)
    await (bin === undefined ? disk.commit(stage, to) : disk.exchange(stage, to, bin))
  }
  const places = new Set(moves.map(({ to }) => to))
  for (const { from, bin } of replaced) {
    if (!places.has(from) && !(await disk.look(bin))) await disk.recycle(from, bin)
    if (!isBinEmptied) continue
    await disk.discard(bin)
    await disk.pruneEmpty(dirname(bin), prune.kept)
  }
  const troubles: string[] = []
  for (const handout of handouts) troubles.push(...(await handOut(disk, handout)))
  for (const { sources } of moves) for (const source of sources) await disk.remove(source)
  for (const folder of prune.folders) await disk.pruneEmpty(folder, prune.kept)
  return troubles
}

/** Once: whoever watches the folder may have taken the copy away a moment later. */
async function handOut(disk: ImportDisk, { stage, to, isExtra }: JournalHandout): Promise<string[]> {
  try {
    if (!(await disk.look(stage))) return []
    let path = to
    for (let number = 2; await disk.look(path); number++) path = numbered(to, number)
    await disk.rename(stage, path)
    return []
  } catch (error) {
    if (!isExtra || !(error instanceof DiskTrouble)) throw error
    await disk.discard(stage)
    return [error.message]
  }
}
