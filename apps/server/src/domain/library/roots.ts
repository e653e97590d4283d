import { realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Db } from '#database/open.ts'

/** Directories of all libraries as they are kept. */
export async function libraryRoots(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select('path')
    .distinct()
    .execute()
  return rows.map(({ path }) => path)
}

/** Whether a path lies below a directory, segment by segment: `/books-old/x` is not in `/books`. */
export function isInside(path: string, root: string): boolean {
  const rest = relative(root, path)
  return rest !== '' && rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest)
}

/**
 * Where a path really leads, links followed as far as it exists; what does not exist yet is kept as it is written.
 */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    const parent = dirname(path)
    return parent === path ? path : join(await realPath(parent), basename(path))
  }
}

export interface PlaceInRoots {
  /** As libraries spell it: below the root as it was given, whatever links that root goes through. */
  path: string
  /** Where it really is, for opening. */
  real: string
}

/**
 * Finds the library root that a path really lies in, following links on both sides, so that no link leads out.
 * @returns undefined where it lies in none
 */
export async function placeInRoots(db: Db, path: string): Promise<PlaceInRoots | undefined> {
  if (!isAbsolute(path)) return undefined
  const real = await realPath(resolve(path)).catch(() => undefined)
  if (real === undefined) return undefined
  for (const root of await libraryRoots(db)) {
    const realRoot = await realPath(root).catch(() => undefined)
    if (realRoot !== undefined && isInside(real, realRoot)) return { path: join(root, relative(realRoot, real)), real }
  }
  return undefined
}
