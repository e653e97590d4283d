import { UnreadableBook } from '../facts.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import type { ComicArchive } from './comic-archive.ts'

/** A CBZ: every page is read on its own, by its place in the file. */
export function openZipComic(zip: ZipArchive): ComicArchive {
  const warnings: string[] = []
  if (zip.ignored.length > 0) {
    warnings.push(`${zip.ignored.length} entries of the archive have unsafe names or are links; they are ignored.`)
  }
  return {
    entries: zip.entries,
    comment: zip.comment,
    warnings,
    async read(names, maxBytes) {
      const contents = new Map<string, Buffer>()
      for (const name of names) {
        const entry = zip.find(name)
        if (!entry) continue
        try {
          contents.set(name, zip.read(entry, maxBytes))
        } catch (error) {
          if (!(error instanceof UnreadableBook)) throw error
          warnings.push(error.message)
        }
      }
      return contents
    },
    readStart(name, bytes) {
      const entry = zip.find(name)
      return entry ? zip.readStart(entry, bytes) : Buffer.alloc(0)
    },
    close() {},
  }
}
