import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UNPACK_LIMITS } from '@colophon/formats/archive/limits.ts'
import type { Failure } from '@colophon/formats/workers/outcome.ts'
import type { Slot } from '#database/schema.ts'
import { type ArchiveSet, archiveSets } from './archive-sets.ts'
import { inUnits } from './carry-out-import.ts'
import { contentKind } from './content-kinds.ts'
import type { ImportDeps } from './import-deps.ts'
import type { FoundContent, FoundFile } from './import-disk.ts'
import { ImportProblem } from './import-problem.ts'
import { nothingInArchive } from './nothing-to-import.ts'
import { pickContent } from './pick-content.ts'
import { unusedName } from './plan-placing.ts'
import { makeWorkFolder } from './work-folders.ts'

/** Content that lay in archives, unpacked. */
export interface Unpacked {
  /** The folder that it lies in now. */
  path: string
  found: FoundContent
  /** The files that it came out of. */
  archives: FoundFile[]
}

interface Packed {
  downloadId: number
  /** The download as its client has put it down. */
  path: string
  found: FoundContent
  forced: Slot | null
  minFreeBytes: number
}

/** A whole audiobook is done in a minute; what takes longer means to. */
const LIMIT_MS = 5 * 60_000

/**
 * Unpacks the archives of a download, one level deep, into a folder of its own that clearWorkOf() removes. What holds no book
 * stays packed.
 * @throws ImportProblem where it may not be unpacked, or for want of space
 */
export async function unpackContent(deps: ImportDeps, packed: Packed, signal: AbortSignal): Promise<Unpacked> {
  const archives = packed.found.files.filter(({ path }) => contentKind(basename(path)) === 'archive')
  const sets = archiveSets(archives)
  for (const { missing, volumes } of sets) {
    if (missing !== null) throw new ImportProblem('person', `part ${missing} of ${nameOf(volumes)} is missing`)
  }
  const plans = foldersFor(sets)
  const sizeBytes = await checkListings(deps, packed, plans, signal)
  await checkSpace(deps, sizeBytes + packed.minFreeBytes)
  const folder = join(await makeWorkFolder(deps, packed.downloadId), releaseName(packed))
  for (const { set, below } of plans) {
    const target = join(folder, below)
    await mkdir(target, { recursive: true })
    const order = { volumes: pathsOf(set), folder: target }
    const [outcome] = await deps.pool.run('unpackArchive', [order], { signal, limitMs: LIMIT_MS })
    if (outcome && !outcome.ok) throw asProblem(set, outcome)
  }
  const found = await deps.disk.list(folder)
  return { path: commonFolder(found.files) ?? folder, found, archives }
}

interface Plan {
  set: ArchiveSet
  /** Where below the folder its content goes: each of several archives has a folder by its own name. */
  below: string
}

function foldersFor(sets: readonly ArchiveSet[]): Plan[] {
  const taken = new Set<string>()
  return sets.map((set) => ({ set, below: sets.length === 1 ? '' : unusedName(asFolder(set.name), taken) }))
}

/** Looks into the archives before anything is unpacked. @returns how much there is to unpack */
async function checkListings(
  deps: ImportDeps,
  { path, forced }: Packed,
  plans: readonly Plan[],
  signal: AbortSignal,
): Promise<number> {
  const listings = await deps.pool.run(
    'listArchive',
    plans.map(({ set }) => pathsOf(set)),
    { signal, limitMs: LIMIT_MS },
  )
  const files: FoundFile[] = []
  for (const [index, { set, below }] of plans.entries()) {
    const listing = listings[index]
    if (!listing?.ok) throw asProblem(set, listing)
    for (const one of listing.value.files) {
      files.push({ path: join(path, below, one.path), sizeBytes: one.sizeBytes, modifiedMs: 0 })
    }
  }
  const sizeBytes = files.reduce((sum, one) => sum + one.sizeBytes, 0)
  if (sizeBytes > UNPACK_LIMITS.bytes || files.length > UNPACK_LIMITS.entries) {
    throw new ImportProblem('person', 'the archives hold too much to be one book. Unpack them by hand.')
  }
  const content = pickContent(path, { kind: 'folder', files, isCut: false }, forced)
  if (content.kind === 'none') throw nothingInArchive(path, content.reason)
  return sizeBytes
}

async function checkSpace({ disk, workFolder }: ImportDeps, needed: number): Promise<void> {
  const free = await disk.freeBytes(workFolder)
  if (free >= needed) return
  const message = `needs ${inUnits(needed)} to unpack, ${inUnits(free)} free on ${dirname(workFolder)}`
  throw new ImportProblem('again', message)
}

/** Another try helps where the disk was away, and nowhere else. */
function asProblem({ volumes }: ArchiveSet, failure: Failure | undefined): ImportProblem {
  const mayPass = failure === undefined || ['missing', 'unavailable', 'no-access'].includes(failure.code)
  const reason = failure?.message ?? 'it was not looked into'
  return new ImportProblem(mayPass ? 'again' : 'person', `${nameOf(volumes)}: ${reason}`)
}

const nameOf = (volumes: readonly FoundFile[]) => basename(volumes[0]?.path ?? '')

const pathsOf = ({ volumes }: ArchiveSet) => volumes.map(({ path }) => path)

/** The name of the release, which may say what its files do not. */
function releaseName({ path, found }: Packed): string {
  const name = basename(path)
  return asFolder(found.kind === 'file' ? (archiveSets(found.files)[0]?.name ?? name) : name)
}

/** Neither hidden nor the way up, as `...zip` would be. */
const asFolder = (name: string) => name.replace(/^\.+/, '') || 'archive'

/** Archives often hold one folder that holds everything. */
function commonFolder(files: readonly FoundFile[]): string | undefined {
  const [first, ...others] = files.map(({ path }) => dirname(path).split('/'))
  if (!first) return undefined
  let length = first.length
  for (const other of others) {
    const differs = first.slice(0, length).findIndex((part, index) => part !== other[index])
    if (differs >= 0) length = differs
  }
  return first.slice(0, length).join('/')
}
