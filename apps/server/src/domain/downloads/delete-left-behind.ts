import { lstat, realpath, rm } from 'node:fs/promises'
import { dirname, isAbsolute, normalize } from 'node:path'
import type { Db } from '#database/open.ts'
import type { Logger } from '#kernel/logger.ts'
import { isAtOrBelow } from './path-remap.ts'

/** Nothing so near to the root of a disk is the content of one download. */
const FEWEST_PARTS = 2

/**
 * Deletes what a client has left of a download that shall go with its data. Only what lies strictly below a folder of
 * downloads, is reached by no link, and neither holds nor is held by a folder of a library.
 * @param folders in which downloads lie, as they are called here; empty ones do not count
 * @returns whether it was deleted
 */
export async function deleteLeftBehind(
  { db, logger }: { db: Db; logger: Logger },
  path: string,
  folders: readonly string[],
): Promise<boolean> {
  const isPlain = isAbsolute(path) && normalize(path) === path && path.split('/').filter(Boolean).length >= FEWEST_PARTS
  const here = isPlain ? await realOf(path) : undefined
  if (here === undefined) return false
  const downloads = await Promise.all(folders.filter((folder) => isAbsolute(folder)).map(realOf))
  const isDownload = downloads.some((folder) => folder !== undefined && here !== folder && isAtOrBelow(here, folder))
  if (!isDownload || downloads.includes(here) || (await touchesLibrary(db, here))) {
    logger.warn(
      { path },
      'what a download client left behind was not deleted: it does not lie in a folder of downloads',
    )
    return false
  }
  await rm(here, { recursive: true, force: true })
  return true
}

/** Where a path leads; undefined where there is nothing, or its last part is a link. */
async function realOf(path: string): Promise<string | undefined> {
  try {
    if ((await lstat(path)).isSymbolicLink()) return undefined
    const parent = await realpath(dirname(path))
    return parent === dirname(path) ? path : await realpath(path)
  } catch {
    return undefined
  }
}

async function touchesLibrary(db: Db, path: string): Promise<boolean> {
  const libraries = await db.selectFrom('folders').select('path').execute()
  return libraries.some((folder) => isAtOrBelow(folder.path, path) || isAtOrBelow(path, folder.path))
}
