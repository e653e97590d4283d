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
import { type PickedContent, pickContent } from './pick-content.ts'
import { unusedName } from './plan-placing.ts'
import { makeWorkFolder } from './work-folders.ts'

/** What lay in archives. */
export interface Unpacked {
  /** In its new place; nothing is unpacked where there is no book in it. */
  content: PickedContent
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
/** Folders of downloads are full at times. */
const MOST_BESIDE = 50_000

/**
 * Unpacks the archives of a download, one level deep, into a folder of its own that clearWorkOf() removes. What holds no book
 * stays packed.
 * @throws ImportProblem where it may not be unpacked, or for want of space
 */
export async function unpackContent(deps: ImportDeps, packed: Packed, signal: AbortSignal): Promise<Unpacked> {
  const sets = await setsOf(deps, packed)
  for (const { missing, volumes } of sets) {
    if (missing !== null) throw new ImportProblem('person', `part ${missing} of ${nameOf(volumes)} is missing`)
  }
  const plans = foldersFor(sets)
  const archives = sets.flatMap(({ volumes }) => volumes)
  const { content, sizeBytes } = await lookInside(deps, packed, plans, signal)
  if (content.kind === 'none') return { content, archives }
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
  if (found.isCut) throw new ImportProblem('person', `the archives in ${packed.path} hold too much to be one book`)
  return { content: pickContent(commonFolder(found.files) ?? folder, found, packed.forced), archives }
}

/** Whoever names one part of an archive means all of it. */
async function setsOf({ disk }: ImportDeps, { path, found }: Packed): Promise<ArchiveSet[]> {
  const isAlone = found.kind === 'file'
  const { files } = isAlone ? await disk.list(dirname(path), { entries: MOST_BESIDE, depth: 0 }) : found
  const sets = archiveSets(files.filter((file) => contentKind(basename(file.path)) === 'archive'))
  return isAlone ? sets.filter(({ volumes }) => volumes.some((volume) => volume.path === path)) : sets
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

/** Says what is in the archives before anything is unpacked, and how much. */
async function lookInside(
  deps: ImportDeps,
  { path, forced }: Packed,
  plans: readonly Plan[],
  signal: AbortSignal,
): Promise<{ content: PickedContent; sizeBytes: number }> {
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
  return { content: pickContent(path, { kind: 'folder', files, isCut: false }, forced), sizeBytes }
}

async function checkSpace({ disk, workFolder }: ImportDeps, needed: number): Promise<void> {
  const free = await disk.freeBytes(workFolder)
  if (free >= needed) return
  const message = `needs ${inUnits(needed)} to unpack, ${inUnits(free)} free on ${dirname(workFolder)}`
  throw new ImportProblem('again', message)
}

/** What somebody can do about an archive that cannot be unpacked here; nothing about one that is broken or built to do harm. */
const ADVICE: Partial<Record<Failure['code'], string>> = {
  locked: 'Unpack it by hand with its password, then try again.',
  timeout: 'Unpack it by hand, then try again.',
  crashed: 'Unpack it by hand, then try again.',
}

/** Another try helps where the disk was away, and nowhere else. */
function asProblem({ volumes }: ArchiveSet, failure: Failure | undefined): ImportProblem {
  if (!failure) return new ImportProblem('again', `${nameOf(volumes)} was not looked into`)
  const mayPass = ['missing', 'unavailable', 'no-access'].includes(failure.code)
  const words = [failure.message.replace(/[^.]$/, '$&.'), ADVICE[failure.code]].filter(Boolean)
  return new ImportProblem(mayPass ? 'again' : 'person', `${nameOf(volumes)}: ${words.join(' ')}`)
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
