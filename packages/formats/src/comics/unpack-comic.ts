import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { UnreadableBook } from '../facts.ts'
import type { ComicEntry } from './comic-archive.ts'
import { MAX_PAGE_BYTES, type PageSize, pagesWithinLimits, sizeOf } from './comic-pages.ts'
import { withComic } from './open-comic.ts'

/** Unpacked at one go: enough that a solid archive is not begun anew too often, little enough for the memory. */
const BATCH_BYTES = 48 * 1024 * 1024
/** The first one is what somebody waits for. */
const FIRST_BATCH_BYTES = 4 * 1024 * 1024
/** No comic unpacks to more; what claims to is a bomb. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024 * 1024

export interface ComicToUnpack {
  path: string
  /** Gets a file for each page, named by its number from 1: its bytes, or nothing where it cannot be unpacked. */
  folder: string
  /** The page that is wanted first. */
  from: number
}

/**
 * Unpacks all pages of an archive that cannot give a single one. A file that is there is whole.
 * @returns size of each page, null where it cannot be read
 */
export function unpackComic({ path, folder, from }: ComicToUnpack, beat: () => void): Promise<(PageSize | null)[]> {
  return withComic(path, async (archive) => {
    const pages = pagesWithinLimits(archive)
    if (pages.reduce((sum, { size }) => sum + size, 0) > MAX_UNPACKED_BYTES) {
      throw new UnreadableBook('dangerous', 'The archive claims to unpack to more than 4 GB.')
    }
    const sizes = new Array<PageSize | null>(pages.length).fill(null)
    for (const batch of batches(pages, from)) {
      const names = batch.map((index) => pages[index]?.name ?? '')
      const contents = await archive.read(names, MAX_PAGE_BYTES)
      for (const index of batch) {
        const bytes = contents.get(pages[index]?.name ?? '') ?? Buffer.alloc(0)
        sizes[index] = sizeOf(bytes)
        put(join(folder, String(index + 1)), bytes)
      }
      beat()
    }
    return sizes
  })
}

/** Indexes of pages: first those from the wanted one on, then those before it. */
function* batches(pages: ComicEntry[], from: number): Generator<number[]> {
  const start = Math.min(Math.max(0, from - 1), pages.length - 1)
  let limit = FIRST_BATCH_BYTES
  let batch: number[] = []
  let bytes = 0
  for (let step = 0; step < pages.length; step++) {
    const index = (start + step) % pages.length
    const size = pages[index]?.size ?? 0
    if (batch.length > 0 && bytes + size > limit) {
      yield batch
      batch = []
      bytes = 0
      limit = BATCH_BYTES
    }
    batch.push(index)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

function put(path: string, bytes: Uint8Array): void {
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`
  fs.writeFileSync(partial, bytes)
  fs.renameSync(partial, path)
}
