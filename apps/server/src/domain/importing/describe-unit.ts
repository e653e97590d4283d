import { basename, dirname } from 'node:path'
import { describeAudioFolder } from '@colophon/formats/audio/folder.ts'
import type { PlacedFile } from '#domain/catalog/record-files.ts'
import { readSidecars } from '#domain/library/describe-audio.ts'
import { describeWork } from '#domain/library/describe-file.ts'
import { stemOf } from '#domain/library/path-facts.ts'
import type { Unit } from './find-units.ts'
import type { ImportDeps } from './import-deps.ts'
import { namesBelow } from './plan-placing.ts'
import { playbackOrder } from './playback-order.ts'
import { type ReadFile, readFiles } from './read-files.ts'

/** What the catalogue learns of files that stay where they are; nothing of those that cannot be read. */
export async function describeUnit(deps: ImportDeps, unit: Unit, signal: AbortSignal): Promise<PlacedFile[]> {
  const { read } = await readFiles(deps, unit.files, signal)
  const libraries = await deps.db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_id', 'path'])
    .execute()
  const librariesOf = (path: string) =>
    libraries.filter((library) => `${path}/`.startsWith(`${library.path}/`)).map(({ library_id }) => library_id)
  const [only] = read
  if (!only) return []
  if (unit.format === 'ebook' || read.length === 1) {
    const media = unit.format
    return read.map((file) => ({ ...single(file), media, libraryIds: librariesOf(file.path) }))
  }
  return [{ ...(await folderOf(unit, read)), libraryIds: librariesOf(unit.path) }]
}

type Described = Omit<PlacedFile, 'libraryIds'>

function single(file: ReadFile): Described {
  const { facts, coverHash, coverMime } = file
  return {
    ...{
      path: file.path,
      fileType: file.format,
      media: 'ebook',
      sizeBytes: file.sizeBytes,
      modifiedMs: file.modifiedMs,
    },
    ...{ partialMd5: file.partialMd5, origin: 'scan', parts: [], movedFrom: null },
    work: describeWork({ facts, path: null, stem: stemOf(basename(file.path)), coverHash, coverMime }),
  }
}

async function folderOf({ path }: Unit, read: readonly ReadFile[]): Promise<Described> {
  const folder = read.every((file) => file.path.startsWith(`${path}/`)) ? path : dirname(read[0]?.path ?? path)
  const tracks = playbackOrder(namesBelow(folder, read))
  const facts = describeAudioFolder({ folder: [basename(folder)], tracks, sidecars: await readSidecars(folder) })
  const pictured = tracks.find(({ coverHash }) => coverHash !== null)
  return {
    ...{ path: folder, fileType: 'zip', media: 'audiobook', partialMd5: null, origin: 'scan', movedFrom: null },
    sizeBytes: tracks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    modifiedMs: Math.max(...tracks.map(({ modifiedMs }) => modifiedMs)),
    parts: tracks.map(({ path: at, sizeBytes, modifiedMs, facts: { durationSeconds } }) => ({
      ...{ path: at, sizeBytes, modifiedMs, durationSeconds },
    })),
    work: describeWork({
      ...{ facts, path: null, stem: basename(folder) },
      ...{ coverHash: pictured?.coverHash ?? null, coverMime: pictured?.coverMime ?? null },
    }),
  }
}
