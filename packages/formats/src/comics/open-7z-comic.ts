import type { ByteSource } from '../bytes/byte-source.ts'
import { type Listed, SevenZipEngine } from '../seven-zip/engine.ts'
import { isUnsafeName } from '../zip/names.ts'
import type { ComicArchive, ComicEntry } from './comic-archive.ts'

const MOST_ENTRIES = 100_000

/**
 * A CB7. The engine unpacks into its own memory, so nothing is written to disk.
 * @throws {UnreadableBook} when it is damaged or its table of contents is encrypted
 */
export async function open7zComic(file: ByteSource): Promise<ComicArchive> {
  const engine = await SevenZipEngine.start(file)
  const entries = engine.list().flatMap(asEntry).slice(0, MOST_ENTRIES)
  const warnings: string[] = []
  return {
    entries,
    warnings,
    async read(names, maxBytes) {
      const readable = entries.filter(
        ({ name, size, isEncrypted }) => names.includes(name) && size <= maxBytes && !isEncrypted,
      )
      const contents = new Map<string, Buffer>()
      if (readable.length === 0) return contents
      if (!engine.unpack(readable.map(({ name }) => name)))
        warnings.push('Part of the 7-Zip archive cannot be unpacked.')
      for (const { name } of readable) {
        const bytes = engine.take(name)
        if (bytes) contents.set(name, bytes)
      }
      return contents
    },
    close() {},
  }
}

function asEntry(listed: Listed): ComicEntry[] {
  const name = listed.get('Path')
  if (!name || listed.get('Attributes')?.includes('D') || isUnsafeName(name)) return []
  return [{ name, size: Number(listed.get('Size')) || 0, isEncrypted: listed.get('Encrypted') === '+' }]
}
