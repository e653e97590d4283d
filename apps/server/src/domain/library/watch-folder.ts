import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Db, Transaction } from '#database/open.ts'
import { readSettings, writeSettings } from '#domain/settings/settings-store.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'

const PATH = 'library.server.watch_folder_path'
const LIBRARY = 'library.server.watch_folder_library_id'
/** A folder on a network disk that is away can hang for minutes. */
const CHECK_LIMIT_MS = 5_000

export interface WatchFolder {
  /** Empty where nothing is watched. */
  path: string
  /** Public id of the library that gets the files. */
  libraryId: string
}

export async function readWatchFolder(db: Db): Promise<WatchFolder> {
  const stored = await readSettings(db, [PATH, LIBRARY])
  return { path: stored[PATH] ?? '', libraryId: stored[LIBRARY] ?? '' }
}

export interface WatchFolderDeps {
  transaction: Transaction
  clock: Clock
  /** Tests give their own. */
  isDirectory?: (path: string) => Promise<boolean>
}

/**
 * Watches a folder for a library; an empty path ends it.
 * @throws DomainError `invalid` for a relative path, a path that is no directory, or a library that is not there
 * @throws Error where the disk does not answer in time
 */
export async function setWatchFolder(
  { transaction, clock, isDirectory = isDirectoryOnDisk }: WatchFolderDeps,
  { path, libraryId }: WatchFolder,
): Promise<WatchFolder> {
  const chosen = path.trim() === '' ? { path: '', libraryId: '' } : { path: path.trim(), libraryId: libraryId.trim() }
  if (chosen.path !== '') {
    if (!isAbsolute(chosen.path)) throw invalid('watch-folder.relative', 'the path must be absolute')
    if (chosen.libraryId === '') throw invalid('watch-folder.library', 'choose the library that gets the files')
    if (!(await inTime(isDirectory(chosen.path)))) {
      throw invalid('watch-folder.no-directory', 'there is no such directory')
    }
  }
  await transaction(async (trx) => {
    if (chosen.libraryId !== '') {
      const library = await trx
        .selectFrom('libraries')
        .select('id')
        .where('public_id', '=', chosen.libraryId)
        .executeTakeFirst()
      if (!library) throw invalid('watch-folder.library', 'there is no such library')
    }
    await writeSettings(trx, { [PATH]: chosen.path, [LIBRARY]: chosen.libraryId }, clock.now())
  })
  return chosen
}

const isDirectoryOnDisk = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let alarm: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new Error('the disk did not answer in time')), CHECK_LIMIT_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(alarm)
  }
}
