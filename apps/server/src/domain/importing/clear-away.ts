import { basename, dirname, join } from 'node:path'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { isInside, realPath } from '#domain/library/roots.ts'
import { contentKind, endingOf } from './content-kinds.ts'
import type { ImportDisk } from './import-disk.ts'
import { binPath } from './recycle-bin.ts'

export interface ClearDeps {
  db: Db
  dialect: Dialect
  disk: ImportDisk
}

export interface Clearing {
  roots: readonly string[]
  /** Day and a word that nobody else uses, for the place in the bin. */
  day: string
  unique: string
  /** Replaced and deleted files are kept for a while; otherwise they are gone at once. */
  isKept: boolean
  /** Records whose own files go. */
  fileIds: readonly number[]
}

/** Pictures and descriptions that go with a book of the same name. */
const COMPANIONS = new Set(['jpg', 'jpeg', 'png', 'opf', 'nfo'])

/**
 * Takes what lies at a path out of its root, with files of the same name beside it. What other records hold stays, and so
 * does anything outside of the roots, whatever links lead there.
 * @returns whether something was there to take
 */
export async function clearAway(deps: ClearDeps, path: string, clearing: Clearing): Promise<boolean> {
  if (!(await isReallyInside(path, clearing.roots))) return false
  const found = await deps.disk.look(path)
  if (!found) return false
  const taken = found.kind === 'file' ? [path, ...(await siblings(deps, path))] : await contentOf(deps, path)
  const foreign = await heldByOthers(deps, [path, ...taken], clearing.fileIds)
  const isWhole = found.kind === 'folder' && foreign.size === 0
  for (const one of isWhole ? [path] : taken) if (!foreign.has(one)) await remove(deps.disk, one, clearing)
  await deps.disk.pruneEmpty(isWhole ? dirname(path) : found.kind === 'folder' ? path : dirname(path), clearing.roots)
  return true
}

async function remove(disk: ImportDisk, path: string, clearing: Clearing): Promise<void> {
  const bin = binPath(path, clearing.roots, clearing)
  if (bin === undefined) return
  await disk.recycle(path, bin)
  if (!clearing.isKept) {
    await disk.discard(bin)
    await disk.pruneEmpty(dirname(bin), clearing.roots)
  }
}

/** Strictly below a root, with links followed on both sides. */
async function isReallyInside(path: string, roots: readonly string[]): Promise<boolean> {
  const real = await realPath(path).catch(() => undefined)
  if (real === undefined) return false
  for (const root of roots) {
    const realRoot = await realPath(root).catch(() => undefined)
    if (realRoot !== undefined && isInside(real, realRoot) && isInside(path, root)) return true
  }
  return false
}

async function siblings({ disk }: ClearDeps, path: string): Promise<string[]> {
  const stem = stemOf(path)
  const { files } = await disk.list(dirname(path), { entries: 10_000, depth: 0 })
  return files
    .map((file) => file.path)
    .filter((one) => one !== path && stemOf(one) === stem)
    .filter((one) => contentKind(basename(one)) === contentKind(basename(path)) || COMPANIONS.has(endingOf(one)))
}

const stemOf = (path: string) => join(dirname(path), basename(path).replace(/(\.kepub)?\.[^.]+$/, ''))

async function contentOf({ disk }: ClearDeps, folder: string): Promise<string[]> {
  return (await disk.list(folder)).files.map(({ path }) => path)
}

/** Paths that other records hold: as their file, or as a part. */
async function heldByOthers({ db }: ClearDeps, paths: readonly string[], own: readonly number[]) {
  const held = new Set<string>()
  const mine = new Set(own)
  for (let at = 0; at < paths.length; at += 500) {
    const some = paths.slice(at, at + 500)
    const files = await db
      .selectFrom('book_files')
      .select(['id', 'file_path as path'])
      .where('file_path', 'in', some)
      .execute()
    const parts = await db
      .selectFrom('book_file_parts')
      .select(['file_id as id', 'path'])
      .where('path', 'in', some)
      .execute()
    for (const { id, path } of [...files, ...parts]) if (!mine.has(id)) held.add(path)
  }
  return held
}
