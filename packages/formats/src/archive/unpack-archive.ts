import { checkEntries } from './check-entries.ts'
import { entryPath } from './entry-path.ts'
import { openArchive } from './open-archive.ts'
import type { PackedFiles } from './packed-files.ts'
import { UnpackFolder } from './unpack-folder.ts'

/** What an archive holds, by paths below the folder that it would be unpacked into. */
export interface ArchiveListing {
  files: { path: string; sizeBytes: number }[]
}

export interface ArchiveToUnpack {
  /** The files that it consists of, in their order. */
  volumes: string[]
  /** Is there and empty. */
  folder: string
}

/**
 * Says what is in an archive that may be unpacked.
 * @throws {UnreadableBook} where it may not: it is locked, damaged, a bomb, or leads out of its folder
 */
export function listArchive(volumes: readonly string[]): Promise<ArchiveListing> {
  return withArchive(volumes, async ({ entries }) => ({
    files: entries.map(({ name, size }) => ({ path: entryPath(name), sizeBytes: size })),
  }))
}

/**
 * Unpacks an archive, one level deep, and syncs it to the disk. Where it fails, something may be left in the folder.
 * @throws {UnreadableBook} as listArchive(), and where it is not what it says
 */
export function unpackArchive({ volumes, folder }: ArchiveToUnpack): Promise<void> {
  return withArchive(volumes, async (archive) => {
    const into = new UnpackFolder(folder)
    await archive.unpack(into)
    into.finish(archive.entries)
  })
}

async function withArchive<Result>(volumes: readonly string[], use: (archive: PackedFiles) => Promise<Result>) {
  const archive = await openArchive(volumes)
  try {
    checkEntries(archive)
    return await use(archive)
  } finally {
    archive.close()
  }
}
