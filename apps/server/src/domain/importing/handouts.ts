import { basename, join } from 'node:path'
import { DiskTrouble } from '#kernel/disk-trouble.ts'
import type { ImportDeps } from './import-deps.ts'
import type { Carriage, Load } from './import-disk.ts'
import type { JournalHandout } from './import-journal.ts'
import { freePlace, type Placing, watchedStagePath } from './plan-placing.ts'

/** A copy to be made for another program, and what goes into it. */
export interface Handout extends JournalHandout {
  loads: Load[]
}

type Deps = Pick<ImportDeps, 'db' | 'disk'>

/** Says where something goes in a folder that another program watches: to the first free name like the wanted one. */
export async function planHandout(
  deps: Deps,
  given: { wanted: string; loads: Load[]; downloadId: number; taken: ReadonlySet<string>; isExtra: boolean },
): Promise<Handout> {
  const { wanted, loads, downloadId, taken, isExtra } = given
  const to = await freePlace(deps, wanted, taken, loads.length > 1 || loads[0]?.name !== '')
  return { to, stage: watchedStagePath(to, downloadId), loads, isExtra }
}

/**
 * One further copy of each e-book that is imported, for a program that takes in what it finds in a folder. That folder may be
 * away: then the import says so and goes on.
 */
export async function planExtraCopies(
  deps: Deps,
  { folder, placings, downloadId }: { folder: string; placings: readonly Placing[]; downloadId: number },
): Promise<{ handouts: Handout[]; warnings: string[] }> {
  if ((await deps.disk.look(folder))?.kind !== 'folder') {
    return { handouts: [], warnings: [`no further copy: the folder ${folder} cannot be reached`] }
  }
  const handouts: Handout[] = []
  const taken = new Set<string>()
  for (const { path, loads, files } of placings) {
    const from = loads[0]?.from ?? path
    const load = { from, name: '', sizeBytes: files[0]?.file.sizeBytes ?? 0 }
    const given = { wanted: join(folder, basename(path)), loads: [load], downloadId, taken, isExtra: true }
    const handout = await planHandout(deps, given)
    taken.add(handout.to)
    handouts.push(handout)
  }
  return { handouts, warnings: [] }
}

/**
 * Puts copies under hidden names into the folder that they are for.
 * @returns those that are there; what the others came to nothing for is added to the warnings
 * @throws DiskTrouble for one that has to be there
 */
export async function stageHandouts(
  { disk }: Pick<ImportDeps, 'disk'>,
  { handouts, carriage, warnings }: { handouts: readonly Handout[]; carriage: Carriage; warnings: string[] },
  signal: AbortSignal,
): Promise<JournalHandout[]> {
  const staged: JournalHandout[] = []
  for (const { loads, stage, to, isExtra } of handouts) {
    try {
      for (const load of loads) await disk.stage(load, stage, carriage, signal)
      staged.push({ stage, to, isExtra })
    } catch (error) {
      await disk.discard(stage)
      if (!isExtra || !(error instanceof DiskTrouble)) throw error
      warnings.push(`no further copy: ${error.message}`)
    }
  }
  return staged
}

/** What the journal keeps of them. */
export const asJournal = (handouts: readonly Handout[]): JournalHandout[] =>
  handouts.map(({ stage, to, isExtra }) => ({ stage, to, isExtra }))
