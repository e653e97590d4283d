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
 * Gives everything its name that the catalogue knows already. Can be taken again from any point: what is replaced goes to
 * the bin once the new file has its name, or at that very moment where it has the same, and sources go last.
 * @throws DiskTrouble; then it is tried again later
 */
export async function finishMoves(
  disk: ImportDisk,
  { moves, replaced, isBinEmptied, prune }: ImportJournal,
): Promise<void> {
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
  for (const { sources } of moves) for (const source of sources) await disk.remove(source)
  for (const folder of prune.folders) await disk.pruneEmpty(folder, prune.kept)
}
