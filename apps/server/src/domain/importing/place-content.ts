import { basename, dirname, join } from 'node:path'
import { isInside } from '#domain/library/roots.ts'
import { isByHand } from '#domain/releases/held-files.ts'
import type { ImportDeps } from './import-deps.ts'
import type { FoundFile } from './import-disk.ts'
import { ImportProblem } from './import-problem.ts'
import type { ImportTask } from './import-task.ts'
import type { NamingValues } from './naming/tokens.ts'
import {
  audiobookTarget,
  ebookTarget,
  freePlace,
  isTooLong,
  type Placing,
  stagePath,
  trackNames,
  unusedName,
} from './plan-placing.ts'
import type { ReadFile } from './read-files.ts'

type Deps = Pick<ImportDeps, 'db' | 'disk'>

interface Named {
  values: NamingValues
}

/** Says where e-books go: each by itself, none over something else. */
export async function placeEbooks(
  deps: Deps,
  task: ImportTask & Named & { files: readonly ReadFile[] },
): Promise<Placing[]> {
  const taken = new Set<string>()
  const placings: Placing[] = []
  for (const file of task.files) {
    const placing = task.isAdopted ? inPlace(file) : await placeEbook(deps, task, file, taken)
    taken.add(placing.to)
    placings.push(placing)
  }
  return placings
}

const inPlace = (file: ReadFile): Placing => ({
  ...{ path: file.path, to: file.path, stage: '', loads: [], isInPlace: true },
  files: [{ file, name: basename(file.path) }],
})

async function placeEbook(deps: Deps, task: ImportTask & Named, file: ReadFile, taken: Set<string>): Promise<Placing> {
  const wanted = ebookTarget(task.root, task.settings.templates.ebook, task.values, file.ending)
  checkTarget(wanted, task)
  const { to, isInPlace } = await settle(deps, task, file, wanted, taken)
  return {
    path: to,
    to,
    stage: stagePath(to, task.downloadId),
    loads: isInPlace ? [] : [{ from: file.path, name: '', sizeBytes: file.sizeBytes }],
    files: [{ file, name: basename(to) }],
    isInPlace,
  }
}

/**
 * The wanted place where nothing is there, where an import has put a file of the same book (which then makes room), or where
 * the very same content lies and nobody has recorded it; else the next free name.
 */
async function settle(
  { db, disk }: Deps,
  { bookId, isByHand: isPersons }: ImportTask,
  file: ReadFile,
  wanted: string,
  taken: ReadonlySet<string>,
): Promise<{ to: string; isInPlace: boolean }> {
  const row = await db
    .selectFrom('book_files')
    .select(['book_id', 'origin'])
    .where('file_path', '=', wanted)
    .executeTakeFirst()
  const there = await disk.look(wanted)
  if (row && row.book_id !== bookId) {
    const owner = await db.selectFrom('books').select('title').where('id', '=', row.book_id).executeTakeFirst()
    throw new ImportProblem('person', `the place ${wanted} belongs to “${owner?.title ?? 'another book'}”`)
  }
  if (wanted === file.path) return { to: wanted, isInPlace: true }
  if (taken.has(wanted)) return { to: await freePlace({ db, disk }, wanted, taken), isInPlace: false }
  if (there?.kind === 'file' && (await disk.isSameContent(file.path, wanted))) return { to: wanted, isInPlace: true }
  const makesRoom = row && (isPersons || !isByHand(row))
  if (makesRoom || !(row || there)) return { to: wanted, isInPlace: false }
  return { to: await freePlace({ db, disk }, wanted, taken), isInPlace: false }
}

/** Says where the folder of an audiobook goes, and how its tracks are called in it. */
export async function placeAudiobook(
  deps: Deps,
  task: ImportTask &
    Named & {
      folder: string | null
      /** Places that will be empty when its turn comes. */
      vacated: ReadonlySet<string>
      tracks: readonly (ReadFile & { name: string })[]
      sidecars: readonly (FoundFile & { name: string })[]
    },
): Promise<Placing> {
  const { settings, values, tracks, folder } = task
  const layout = { template: settings.templates.track, isFlat: settings.isFlatteningDiscs, values }
  const isOne = tracks.length === 1
  if (task.isAdopted) {
    const at = folder ?? dirname(task.path)
    const files = trackNames(tracks, { template: null, isFlat: false, values })
    const only = isOne ? tracks[0] : undefined
    return { path: only?.path ?? at, to: at, stage: '', loads: [], files, isInPlace: true }
  }
  const wanted = audiobookTarget(task.root, settings.templates.audiobook, values)
  checkTarget(wanted, task)
  const to = task.vacated.has(wanted) ? wanted : await freePlace(deps, wanted, new Set(), true)
  const files = trackNames(tracks, layout)
  const names = new Set(files.map(({ name }) => name.toLowerCase()))
  const isFlattened = layout.isFlat && files.every(({ name }) => !name.includes('/'))
  const carried = task.sidecars.filter(({ name }) => !isFlattened || !name.includes('/'))
  const loads = [
    ...files.map(({ file, name }) => ({ from: file.path, name, sizeBytes: file.sizeBytes })),
    ...carried.map(({ path, name, sizeBytes }) => ({ from: path, name: unusedName(name, names), sizeBytes })),
  ]
  const [first] = files
  const path = isOne && first ? join(to, first.name) : to
  return { path, to, stage: stagePath(to, task.downloadId), loads, files, isInPlace: false }
}

/** @throws ImportProblem for a place outside the root, inside of what is imported, or with too long a name */
function checkTarget(to: string, { root, path }: ImportTask): void {
  if (!isInside(to, root)) throw new ImportProblem('person', 'the naming template leads out of the library folder')
  if (isInside(to, path)) throw new ImportProblem('person', 'the library folder lies inside of the download')
  if (isTooLong(to)) throw new ImportProblem('person', 'the naming template makes a path that is too long')
}
