import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RenderedCover } from '@colophon/formats/pictures/render-cover.ts'

/** How a picture is asked for: the two drawn sizes, or as it came. */
export type CoverVariant = 'small' | 'large' | 'original'
/** `thumb` is for reading apps. */
type Kept = CoverVariant | 'thumb'

/** Pictures on disk, by content: `covers/ab/<hash>-small.jpg`. A name that is there is whole. */
export interface CoverStore {
  read(hash: string, variant: Kept): Promise<Buffer | null>
  putThumbnail(hash: string, bytes: Uint8Array): Promise<void>
  putRenditions(hash: string, cover: RenderedCover): Promise<void>
  /** @returns SHA-256 of the bytes, hex: the name under which they are kept */
  putOriginal(bytes: Uint8Array): Promise<string>
}

/** @param folder `<data-dir>/covers` */
export function createCoverStore(folder: string): CoverStore {
  const place = (hash: string, variant: Kept) =>
    join(folder, hash.slice(0, 2), variant === 'original' ? hash : `${hash}-${variant}.jpg`)

  async function write(path: string, bytes: Uint8Array) {
    const partial = `${path}.${randomBytes(4).toString('hex')}.part`
    try {
      await writeFile(partial, bytes)
    } catch (error) {
      // Asking for the folder first would be a call for each picture; there are 256 folders for all of them.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      await mkdir(dirname(path), { recursive: true })
      await writeFile(partial, bytes)
    }
    await rename(partial, path)
  }

  return {
    async read(hash, variant) {
      try {
        return await readFile(place(hash, variant))
      } catch {
        return null
      }
    },
    async putRenditions(hash, { small, large }) {
      await write(place(hash, 'small'), small.bytes)
      if (large) await write(place(hash, 'large'), large.bytes)
    },
    putThumbnail: (hash, bytes) => write(place(hash, 'thumb'), bytes),
    async putOriginal(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      await write(place(hash, 'original'), bytes)
      return hash
    },
  }
}
