import { accessSync, constants, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Composed } from '#app/compose.ts'
import { createLibrary } from '#domain/library/libraries.ts'
import { requestScan, setSidecars } from '#domain/library/request-scan.ts'
import { systemClock } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import { Trouble } from './command.ts'

/**
 * The folders that were named, as whole paths. Throws Trouble before anything is started when one cannot be used.
 */
export function checkFolders(words: string[]): string[] {
  return [...new Set(words.map((word) => checkFolder(resolve(word))))]
}

function checkFolder(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new Trouble(`There is no folder ${path}. Check the path, and whether its disk is mounted.`)
  if (!found.isDirectory()) throw new Trouble(`${path} is a file. Give the folder that it is in.`)
  if (path === '/')
    throw new Trouble('A library over the whole disk is not possible. Give the folder that holds the books.')
  try {
    accessSync(path, constants.R_OK | constants.X_OK)
  } catch {
    throw new Trouble(`No permission to read ${path}. Give this account the right to read and enter it (chmod, chown).`)
  }
  return path
}

/** Makes a library over each folder that has none yet, and has those scanned that have one. */
export async function openLibraries(
  { database, transaction }: Pick<Composed, 'database' | 'transaction'>,
  folders: string[],
): Promise<void> {
  const { reader: db, dialect } = database
  for (const path of folders) {
    const known = await db
      .selectFrom('library_folders')
      .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
      .innerJoin('libraries', 'libraries.id', 'library_folders.library_id')
      .select('libraries.public_id')
      .where('folders.path', '=', path)
      .execute()
    for (const { public_id } of known) await requestScan({ db, transaction }, public_id)
    if (known.length > 0) continue
    const library = await withFreeName(basename(path), (name) =>
      createLibrary(
        { dialect, transaction, clock: systemClock },
        { name, paths: [path], organizationType: 'none', isMonitored: true },
      ),
    )
    // Whoever points at a folder wants it read, not rearranged or added to.
    await setSidecars({ db, transaction }, library.publicId, false)
  }
}

/** `Books`, `Books 2`, …: two disks may well have a folder of the same name. */
async function withFreeName<Made>(name: string, create: (name: string) => Promise<Made>): Promise<Made> {
  for (let number = 1; ; number++) {
    try {
      return await create(number === 1 ? name : `${name} ${number}`)
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'library.exists') || number > 100) throw error
    }
  }
}
