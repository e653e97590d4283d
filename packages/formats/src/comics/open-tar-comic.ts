import type { BookFile } from '../bytes/book-file.ts'
import { listTar } from '../tar/read-tar.ts'
import { isUnsafeName } from '../zip/names.ts'
import type { ComicArchive } from './comic-archive.ts'

/** A CBT: nothing is packed, so every page is a slice of the file. */
export function openTarComic(file: BookFile): ComicArchive {
  const entries = new Map(listTar(file).map((entry) => [entry.name.replace(/^\.\//, ''), entry]))
  for (const name of entries.keys()) if (isUnsafeName(name)) entries.delete(name)
  return {
    entries: [...entries].map(([name, { size }]) => ({ name, size, isEncrypted: false })),
    warnings: [],
    async read(names, maxBytes) {
      const contents = new Map<string, Buffer>()
      for (const name of names) {
        const entry = entries.get(name)
        if (entry && entry.size <= maxBytes) contents.set(name, file.read(entry.offset, entry.size))
      }
      return contents
    },
    readStart(name, bytes) {
      const entry = entries.get(name)
      return entry ? file.read(entry.offset, Math.min(entry.size, bytes)) : Buffer.alloc(0)
    },
    close() {},
  }
}
