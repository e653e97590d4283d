import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, type FileHandle, lstat, mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export const STAGING = '.uploads'

/** Longest file name that every common file system takes, less what staging puts before it. */
const NAME_BYTES = 255 - 17

/**
 * Writes what arrives to a temporary file, below the library where it is known already, else where the system keeps
 * such files. On disk for sure when this returns.
 * @param folder where to, if not into the staging folder of the library
 */
export async function receive(bytes: Readable, root: string | undefined, folder = tmpdir()): Promise<string> {
  const { path, file } = await (root === undefined ? openPart(folder) : inStaging(root, openPart))
  try {
    await pipeline(bytes, file.createWriteStream({ flush: true }))
    return path
  } catch (error) {
    await discard(path)
    throw error
  }
}

/**
 * Gives a received file the name under which it waits to be taken in.
 * @param mark 16 hexadecimal digits; the same mark and name are the same path, for work that may be done twice
 * @returns its path
 */
export async function stage(
  received: string,
  root: string,
  fileName: string,
  mark = randomBytes(8).toString('hex'),
): Promise<string> {
  return inStaging(root, async (folder) => {
    const path = join(folder, `${mark}_${shortened(fileName)}`)
    try {
      await rename(received, path)
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw error
      await copyDurably(received, path)
    }
    await syncFolder(folder)
    return path
  })
}

/** Leaves nothing of a refused upload behind. */
export async function discard(path: string): Promise<void> {
  await rm(path, { force: true })
  // Fails where other uploads are waiting, which is right.
  if (path.includes(`/${STAGING}/`)) await rmdir(path.slice(0, path.lastIndexOf('/'))).catch(() => undefined)
}

async function openPart(folder: string): Promise<{ path: string; file: FileHandle }> {
  const path = join(folder, `.${randomBytes(8).toString('hex')}.part`)
  return { path, file: await open(path, 'wx', 0o644) }
}

const TRIES = 20
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

/**
 * Does something in the staging folder, making it where it is not there. It goes whenever the last upload in it was
 * taken in, which may be just now.
 */
async function inStaging<Result>(root: string, work: (folder: string) => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await work(await stagingFolder(root))
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || tried >= TRIES) throw error
    }
  }
}

/** A link in its place could lead anywhere, so it must be a directory itself. */
async function stagingFolder(root: string): Promise<string> {
  const folder = join(root, STAGING)
  await mkdir(folder, { recursive: true })
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is not a directory`)
  return folder
}

async function copyDurably(from: string, to: string): Promise<void> {
  const partial = `${to}.part`
  await copyFile(from, partial, constants.COPYFILE_EXCL)
  const file = await open(partial, 'r+')
  await file.sync()
  await file.close()
  await rename(partial, to)
  await rm(from, { force: true })
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => undefined)
  await handle.close()
}

/** A name that fits a directory; its ending stays. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name
  const ending = extname(name).slice(0, 20)
  let stem = name.slice(0, name.length - ending.length)
  while (Buffer.byteLength(stem + ending) > NAME_BYTES) stem = [...stem].slice(0, -1).join('')
  return stem + ending
}
