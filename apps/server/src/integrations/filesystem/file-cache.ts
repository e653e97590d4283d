import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What was kept of something far away. */
export interface KeptFile {
  bytes: Buffer
  storedAt: Date
}

/**
 * Files that may be thrown away at any time, in 256 folders by the hash of what they are kept under. A name that is there
 * is whole. Age goes by the time of the file.
 */
export interface FileCache {
  /** Where something is kept, whether it is there or not. */
  pathOf(key: string, ending?: string): string
  /** Of any age: the caller knows what is too old. */
  read(key: string, ending?: string): Promise<KeptFile | undefined>
  write(key: string, bytes: Uint8Array, ending?: string): Promise<void>
  sizeBytes(): Promise<number>
  /** Removes what is too old, then the oldest until the rest fits, and what a crash left behind. */
  sweep(now: Date): Promise<void>
}

/** Nothing is written for longer than this. */
const LONGEST_WRITE_MS = 3_600_000

/** @param folder made when something is kept for the first time */
export function createFileCache(
  folder: string,
  { maxAgeMs, maxBytes }: { maxAgeMs: number; maxBytes: number },
): FileCache {
  const pathOf = (key: string, ending = '') => {
    const hash = createHash('sha256').update(key).digest('hex')
    return join(folder, hash.slice(0, 2), hash + ending)
  }

  return {
    pathOf,
    async read(key, ending) {
      const path = pathOf(key, ending)
      try {
        const [bytes, { mtime }] = await Promise.all([readFile(path), stat(path)])
        return { bytes, storedAt: mtime }
      } catch {
        return undefined
      }
    },
    async write(key, bytes, ending) {
      const path = pathOf(key, ending)
      const partial = `${path}.${randomBytes(4).toString('hex')}.part`
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeFile(partial, bytes)
        await rename(partial, path)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
    },
    async sizeBytes() {
      return (await listFiles(folder)).reduce((sum, { bytes }) => sum + bytes, 0)
    },
    async sweep(now) {
      const files = (await listFiles(folder)).sort((one, other) => one.storedMs - other.storedMs)
      let total = files.reduce((sum, { bytes }) => sum + bytes, 0)
      for (const { path, bytes, storedMs } of files) {
        const age = now.getTime() - storedMs
        const isLeftOver = path.endsWith('.part') && age > LONGEST_WRITE_MS
        if (!isLeftOver && age <= maxAgeMs && total <= maxBytes) continue
        if (path.endsWith('.part') && !isLeftOver) continue
        await rm(path, { force: true })
        total -= bytes
      }
    },
  }
}

async function listFiles(folder: string): Promise<{ path: string; bytes: number; storedMs: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    // Somebody else may throw it away at this moment.
    const facts = await stat(path).catch(() => undefined)
    if (facts) files.push({ path, bytes: facts.size, storedMs: facts.mtimeMs })
  }
  return files
}
