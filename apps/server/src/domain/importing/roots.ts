import { join, relative, resolve } from 'node:path'
import type { Db } from '#database/open.ts'
import type { Slot } from '#database/schema.ts'
import { isInside, realPath } from '#domain/library/roots.ts'
import { forbidden, invalid } from '#kernel/errors.ts'
import type { ImportFolders } from './import-folders.ts'

/** The folders below which the acquisition side keeps books: those of the environment and all root folders. */
export async function libraryRootsOf(db: Db, folders: ImportFolders): Promise<string[]> {
  const rows = await db.selectFrom('folders').select('path').where('is_root_folder', '=', true).orderBy('id').execute()
  const named = [folders.library, folders.audiobooks].filter((path) => path !== null)
  return [...new Set([...named, ...rows.map(({ path }) => path)])]
}

/** The same and the folders of downloads: where files may be looked for by hand (acquisition contract 1.13). */
export async function importRootsOf(db: Db, folders: ImportFolders): Promise<string[]> {
  const named = [folders.downloads, folders.audiobookDownloads].filter((path) => path !== null)
  return [...new Set([...(await libraryRootsOf(db, folders)), ...named])]
}

/**
 * Where a path really leads, if that is in or below one of the roots, links followed on both sides.
 * @returns as the root spells it; undefined where it leads elsewhere or nowhere
 */
export async function placeWithin(path: string, roots: readonly string[]): Promise<string | undefined> {
  const real = await realPath(resolve(path)).catch(() => undefined)
  if (real === undefined) return undefined
  for (const root of roots) {
    const realRoot = await realPath(root).catch(() => undefined)
    if (realRoot === undefined) continue
    if (real === realRoot) return root
    if (isInside(real, realRoot)) return join(root, relative(realRoot, real))
  }
  return undefined
}

/**
 * Checks a path that somebody typed.
 * @throws invalid for what is no absolute path, forbidden outside the roots
 */
export async function checkImportPath(db: Db, folders: ImportFolders, path: string | undefined): Promise<string> {
  if (!path?.trim()) throw invalid('import.path', 'path required')
  if (!path.startsWith('/') || path.includes('\0')) throw invalid('import.path', 'path must be absolute')
  const place = await placeWithin(path, await importRootsOf(db, folders))
  if (place === undefined) throw forbidden('import.outside', 'path is outside the library and download folders')
  return place
}

/** Where imported files of an author go: their own root, the chosen one, that of the environment; null where none is. */
export async function rootFor(
  db: Db,
  input: { slot: Slot; authorId: number | null; defaultRootFolderId: number | null; folders: ImportFolders },
): Promise<string | null> {
  const { slot, authorId, defaultRootFolderId, folders } = input
  const author =
    authorId === null
      ? undefined
      : await db
          .selectFrom('authors')
          .select(['root_folder_id', 'audiobook_root_folder_id'])
          .where('id', '=', authorId)
          .executeTakeFirst()
  const own = slot === 'ebook' ? author?.root_folder_id : author?.audiobook_root_folder_id
  const wanted = [own, slot === 'ebook' ? defaultRootFolderId : null].filter((id) => id !== null && id !== undefined)
  const rows =
    wanted.length === 0
      ? []
      : await db
          .selectFrom('folders')
          .select(['id', 'path'])
          .where('id', 'in', wanted)
          .where('is_root_folder', '=', true)
          .execute()
  const paths = new Map(rows.map(({ id, path }) => [id, path]))
  for (const id of wanted) {
    const path = paths.get(id)
    if (path !== undefined) return path
  }
  const named = slot === 'ebook' ? folders.library : folders.audiobooks
  if (named !== null) return named
  if (slot === 'audiobook' && defaultRootFolderId !== null) return rootFor(db, { ...input, slot: 'ebook' })
  return onlyRoot(db)
}

/** Where there is but one root folder, nobody has to say which. */
async function onlyRoot(db: Db): Promise<string | null> {
  const rows = await db.selectFrom('folders').select('path').where('is_root_folder', '=', true).limit(2).execute()
  return rows.length === 1 ? (rows[0]?.path ?? null) : null
}
