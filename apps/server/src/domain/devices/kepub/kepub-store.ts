import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Converted books on disk, by the content of their source: `kepub/ab/<sha256>-<version>.kepub.epub`. A name that is there is whole. */
export interface KepubStore {
  /** Where the conversion of a source is kept; undefined where it is not. Marks it as used. */
  find(sha256: string, version: number): Promise<string | undefined>
  /** A place to write to, beside the others. */
  newPart(): Promise<string>
  /** Moves a part that is whole into its place. @returns where it is now */
  keep(part: string, sha256: string, version: number): Promise<string>
  /** Removes a part that will not become whole. */
  discard(part: string): Promise<void>
  /**
   * Removes conversions of sources that are gone, parts that nobody finishes, and of the rest those that were longest not used, until
   * they take no more than the store may.
   */
  sweep(isWanted: (sha256s: string[]) => Promise<Set<string>>): Promise<{ removed: number }>
}

const BUDGET_BYTES = 8 * 1024 ** 3
const STALE_PART_MS = 3_600_000
const PARTS = 'parts'

/** @param folder `<data-dir>/kepub` */
export function createKepubStore(folder: string, budgetBytes = BUDGET_BYTES): KepubStore {
  const place = (sha256: string, version: number) => join(folder, sha256.slice(0, 2), `${sha256}-${version}.kepub.epub`)

  async function sweepParts(): Promise<void> {
    for (const name of await namesIn(join(folder, PARTS))) {
      const path = join(folder, PARTS, name)
      const found = await stat(path).catch(() => undefined)
      if (found && Date.now() - found.mtimeMs > STALE_PART_MS) await rm(path, { force: true })
    }
  }

  async function weigh(): Promise<Kept[]> {
    const kept: Kept[] = []
    for (const first of await namesIn(folder)) {
      if (first === PARTS) continue
      for (const name of await namesIn(join(folder, first))) {
        const path = join(folder, first, name)
        const found = await stat(path).catch(() => undefined)
        if (found) kept.push({ path, sha256: name.split('-')[0] ?? '', bytes: found.size, usedMs: found.atimeMs })
      }
    }
    return kept
  }

  return {
    async find(sha256, version) {
      const path = place(sha256, version)
      const found = await stat(path).catch(() => undefined)
      if (!found?.isFile()) return undefined
      // Its age is part of the tag that devices compare, so only the time of use moves.
      await utimes(path, Date.now() / 1000, Math.round(found.mtimeMs / 1000)).catch(() => undefined)
      return path
    },
    async newPart() {
      await mkdir(join(folder, PARTS), { recursive: true, mode: 0o700 })
      return join(folder, PARTS, randomBytes(12).toString('hex'))
    },
    async keep(part, sha256, version) {
      const path = place(sha256, version)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const now = Math.floor(Date.now() / 1000)
      // Whole seconds, which the touch of every use leaves exactly as they are.
      await utimes(part, now, now)
      await rename(part, path)
      return path
    },
    discard: (part) => rm(part, { force: true }),
    async sweep(isWanted) {
      await sweepParts()
      const kept = await weigh()
      const wanted = await isWanted([...new Set(kept.map(({ sha256 }) => sha256))])
      let total = kept.reduce((sum, { bytes }) => sum + bytes, 0)
      let removed = 0
      for (const { path, sha256, bytes } of kept.sort((a, b) => a.usedMs - b.usedMs)) {
        if (wanted.has(sha256) && total <= budgetBytes) continue
        await rm(path, { force: true })
        total -= bytes
        removed++
      }
      return { removed }
    },
  }
}

interface Kept {
  path: string
  sha256: string
  bytes: number
  usedMs: number
}

const namesIn = (folder: string) => readdir(folder).catch((): string[] => [])
