import { constants } from 'node:fs'
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
  unlink,
  utimes,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { compareNaturally } from '@colophon/formats/text/compare-naturally.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Carriage, FoundContent, FoundFile, ImportDisk, Load } from '#domain/importing/import-disk.ts'
import { DiskTrouble } from '#kernel/disk-trouble.ts'

const LIMITS = { entries: 50_000, depth: 12 }
const FOLDER_MODE = 0o750
const FILE_MODE = 0o644
const CANNOT_LINK = new Set(['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** The disk of this machine. Links are never followed, nothing is ever written over. */
export function importDisk(pool: Pick<BookPool, 'sha256'>): ImportDisk {
  return {
    list: (path, limits = LIMITS) => listContent(path, limits),
    freeBytes,
    look,
    head,
    isSameDisk: async (one, other) => (await deviceOf(one)) === (await deviceOf(other)),
    stage,
    async isSameContent(one, other) {
      const [a, b] = await Promise.all([look(one), look(other)])
      if (a?.kind !== 'file' || b?.kind !== 'file' || a.sizeBytes !== b.sizeBytes) return false
      const [mine, theirs] = await Promise.all([pool.sha256(one), pool.sha256(other)])
      return mine === theirs
    },
    commit: (from, to) => inWords(to, () => commit(from, to)),
    exchange: (from, to, bin) => inWords(to, () => exchange(from, to, bin)),
    rename: (from, to) => inWords(to, () => renameWatched(from, to)),
    discard: (path) => rm(path, { recursive: true, force: true }),
    recycle: (from, to) => inWords(to, () => recycle(from, to)),
    remove: (path) => rm(path, { force: true }),
    pruneEmpty,
  }
}

async function look(path: string) {
  const found = await lstat(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error))) return undefined
    throw error
  })
  const kind = found?.isFile() ? ('file' as const) : found?.isDirectory() ? ('folder' as const) : undefined
  return found && kind ? { kind, sizeBytes: found.size, modifiedMs: Math.trunc(found.mtimeMs) } : undefined
}

async function head(path: string, bytes: number): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The disk of a path, or of the folder above that is there. */
async function deviceOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (found) return found.dev
  const above = dirname(path)
  return above === path ? -1 : deviceOf(above)
}

async function listContent(path: string, limits: { entries: number; depth: number }): Promise<FoundContent> {
  const found = await look(path).catch(() => undefined)
  if (!found) return { kind: 'missing', files: [], isCut: false }
  if (found.kind === 'file') return { kind: 'file', files: [{ path, ...found }], isCut: false }
  const content: FoundContent = { kind: 'folder', files: [], isCut: false }
  let entries = 0
  async function enter(folder: string, depth: number): Promise<void> {
    const inside = await readdir(folder, { withFileTypes: true }).catch(() => [])
    inside.sort((a, b) => compareNaturally(a.name, b.name))
    for (const entry of inside) {
      entries += 1
      if (entries > limits.entries) {
        content.isCut = true
        return
      }
      const inner = join(folder, entry.name)
      if (entry.isDirectory() && !entry.name.startsWith('.')) {
        if (depth < limits.depth) await enter(inner, depth + 1)
        else content.isCut = true
      } else if (entry.isFile()) {
        const facts = await look(inner).catch(() => undefined)
        if (facts?.kind === 'file') content.files.push(asFound(inner, facts))
      }
    }
  }
  await enter(path, 0)
  return content
}

const asFound = (path: string, { sizeBytes, modifiedMs }: Omit<FoundFile, 'path'>): FoundFile => ({
  path,
  sizeBytes,
  modifiedMs,
})

async function freeBytes(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  } catch (error) {
    const above = dirname(path)
    if (codeOf(error) !== 'ENOENT' || above === path) throw error
    return freeBytes(above)
  }
}

async function stage(load: Load, at: string, carriage: Carriage, signal: AbortSignal): Promise<Carriage> {
  signal.throwIfAborted()
  const target = load.name === '' ? at : join(at, load.name)
  return inWords(target, async () => {
    await mkdir(dirname(target), { recursive: true, mode: FOLDER_MODE })
    const source = await look(load.from)
    if (source?.kind !== 'file') throw new DiskTrouble('vanished', `${load.from} is gone`)
    await unlink(target).catch(() => undefined)
    if (carriage === 'link' && (await linkIfPossible(load.from, target))) return 'link'
    await copyWhole(load.from, target, source)
    return 'copy'
  })
}

/** @returns false where the disks or their rights allow none */
async function linkIfPossible(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (CANNOT_LINK.has(codeOf(error))) return false
    throw error
  }
}

/** Nobody else reads it before it has its name; the disk holds it before the name is given. */
async function copyWhole(from: string, to: string, source: { sizeBytes: number; modifiedMs: number }): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
  const handle = await open(to, 'r+')
  try {
    await handle.chmod(FILE_MODE)
    await handle.datasync()
    const { size } = await handle.stat()
    if (size !== source.sizeBytes) throw new DiskTrouble('changed', `${from} was changed while it was copied`)
  } finally {
    await handle.close()
  }
  const at = source.modifiedMs / 1000
  await utimes(to, at, at)
}

async function commit(from: string, to: string): Promise<'placed' | 'vanished'> {
  const staged = await look(from)
  if (!staged) return 'vanished'
  await mkdir(dirname(to), { recursive: true, mode: FOLDER_MODE })
  if (staged.kind === 'folder') {
    if (await look(to)) await rmdir(to)
    await rename(from, to)
    await chmod(to, FOLDER_MODE).catch(() => undefined)
  } else {
    // A link fails where something is; a rename would go over it.
    const isLinked = await linkIfPossible(from, to)
    if (isLinked) await unlink(from)
    else if (await look(to)) throw new DiskTrouble('taken', `something else lies at ${to}`)
    else await rename(from, to)
  }
  await syncFolder(dirname(to))
  return 'placed'
}

async function exchange(from: string, to: string, bin: string): Promise<'placed' | 'vanished'> {
  const [staged, old] = await Promise.all([look(from), look(to)])
  if (!staged) return 'vanished'
  if (staged.kind !== 'file' || old?.kind !== 'file' || !(await isLinkedAt(to, bin))) {
    if (!(await look(bin))) await recycle(to, bin)
    return commit(from, to)
  }
  await rename(from, to)
  // Two names of one file are left as they are by a rename.
  await rm(from, { force: true })
  await syncFolder(dirname(to))
  return 'placed'
}

/** Gives a file a second name. @returns false where the disk has no links, or something else has that name */
async function isLinkedAt(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: FOLDER_MODE })
  try {
    if (!(await linkIfPossible(from, to))) return false
    await syncFolder(dirname(to))
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const [one, other] = await Promise.all([stat(from), stat(to)])
    return one.ino === other.ino && one.dev === other.dev
  }
}

async function renameWatched(from: string, to: string): Promise<void> {
  if (await look(to)) throw new DiskTrouble('taken', `something else lies at ${to}`)
  await mkdir(dirname(to), { recursive: true, mode: FOLDER_MODE })
  await rename(from, to)
  await syncFolder(dirname(to))
}

async function recycle(from: string, to: string): Promise<boolean> {
  if (!(await look(from))) return false
  await mkdir(dirname(to), { recursive: true, mode: FOLDER_MODE })
  await rename(from, to)
  await syncFolder(dirname(from))
  return true
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined)
  // Some network disks sync no folders; there is nothing more that could be done on them.
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

async function pruneEmpty(folder: string, kept: readonly string[]): Promise<void> {
  for (let at = folder; ; at = dirname(at)) {
    if (at === dirname(at) || kept.some((one) => one === at || one.startsWith(`${at}/`))) return
    try {
      await rmdir(at)
    } catch {
      // Not empty, or not ours to remove: both end the climb.
      return
    }
  }
}

async function inWords<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DiskTrouble) throw error
    const code = codeOf(error)
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new DiskTrouble('no-space', `there is no space left for ${path}`, { cause: error })
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new DiskTrouble('no-access', `this server may not write ${path} (${code})`, { cause: error })
    if (code === 'EEXIST' || code === 'ENOTEMPTY')
      throw new DiskTrouble('taken', `something else lies at ${path}`, { cause: error })
    if (code === '') throw error
    throw new DiskTrouble('failed', `${path} could not be written (${code})`, { cause: error })
  }
}
