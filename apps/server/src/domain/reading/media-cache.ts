import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What was read out of book files and would cost time to read again: unpacked pages, lists of chapters. A folder for each
 * state of a file, by a key that changes with the file. All of it may be thrown away at any time.
 */
export interface MediaCache {
  read(key: string, name: string): Promise<Buffer | undefined>
  readJson<Value>(key: string, name: string): Promise<Value | undefined>
  write(key: string, name: string, bytes: Uint8Array | string): Promise<void>
  /** The folder of a key, made if need be, for somebody who writes into it. */
  folderOf(key: string): Promise<string>
  /** Makes room: those that were longest not used go first, and `key` never. */
  keepWithinBudget(key: string): Promise<void>
}

/** Some 50 comics of the usual size. */
const BUDGET_BYTES = 2 * 1024 * 1024 * 1024
/** Room is made when this much was written; looking is not for every page. */
const LOOK_AFTER_BYTES = 64 * 1024 * 1024

/** @param folder `<data-dir>/cache` */
export function createMediaCache(folder: string, budgetBytes = BUDGET_BYTES): MediaCache {
  const place = (key: string) => join(folder, key)
  let unseenBytes = LOOK_AFTER_BYTES

  async function read(key: string, name: string): Promise<Buffer | undefined> {
    try {
      const bytes = await readFile(join(place(key), name))
      const now = new Date()
      await utimes(place(key), now, now)
      return bytes
    } catch {
      return undefined
    }
  }

  async function folderOf(key: string): Promise<string> {
    await mkdir(place(key), { recursive: true })
    return place(key)
  }

  async function keepWithinBudget(key: string) {
    unseenBytes = 0
    const entries = await Promise.all((await readdir(folder)).map((name) => weigh(join(folder, name), name)))
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const { name, bytes } of entries.sort((a, b) => a.usedMs - b.usedMs)) {
      if (total <= budgetBytes) break
      if (name === key) continue
      await rm(place(name), { recursive: true, force: true })
      total -= bytes
    }
  }

  return {
    read,
    folderOf,
    keepWithinBudget,
    async readJson(key, name) {
      const bytes = await read(key, name)
      try {
        return bytes && JSON.parse(bytes.toString('utf8'))
      } catch {
        return undefined
      }
    },
    async write(key, name, bytes) {
      const path = join(await folderOf(key), name)
      const partial = `${path}.${randomBytes(4).toString('hex')}.part`
      await writeFile(partial, bytes)
      await rename(partial, path)
      unseenBytes += bytes.length
      if (unseenBytes >= LOOK_AFTER_BYTES) await keepWithinBudget(key)
    },
  }
}

async function weigh(path: string, name: string): Promise<{ name: string; bytes: number; usedMs: number }> {
  try {
    const { mtimeMs } = await stat(path)
    const sizes = await Promise.all((await readdir(path)).map(async (file) => (await stat(join(path, file))).size))
    return { name, bytes: sizes.reduce((sum, size) => sum + size, 0), usedMs: mtimeMs }
  } catch {
    // Somebody else throws it away at this moment.
    return { name, bytes: 0, usedMs: 0 }
  }
}
