import type { BookFile } from '../bytes/book-file.ts'
import { UnreadableBook } from '../facts.ts'
import { startUnrar, translated, type Unrar, VolumeExtractor } from '../rar/volume-extractor.ts'
import { isUnsafeName } from '../zip/names.ts'
import type { ComicArchive, ComicEntry } from './comic-archive.ts'

const MOST_ENTRIES = 100_000

/**
 * A CBR, RAR 4 or 5, solid or not. Pages are unpacked into memory.
 * @throws {UnreadableBook} when it is damaged, or its table of contents is encrypted
 */
export async function openRarComic(file: BookFile): Promise<ComicArchive> {
  const unrar = await startUnrar()
  const entries = translated(() => list(unrar, file))
  const warnings: string[] = []
  return {
    entries,
    warnings,
    async read(names, maxBytes) {
      const wanted = new Set(
        entries
          .filter(({ name, size, isEncrypted }) => names.includes(name) && size <= maxBytes && !isEncrypted)
          .map(({ name }) => name),
      )
      const unpacked = new MemoryExtractor(unrar, file, maxBytes)
      try {
        if (wanted.size > 0) translated(() => unpacked.unpack(wanted))
      } catch (error) {
        if (!(error instanceof UnreadableBook)) throw error
        warnings.push(error.message)
      }
      return unpacked.contents
    },
    close() {},
  }
}

function list(unrar: Unrar, file: BookFile): ComicEntry[] {
  const extractor = new MemoryExtractor(unrar, file, 0)
  const entries: ComicEntry[] = []
  try {
    const { arcHeader, fileHeaders } = extractor.getFileList()
    if (arcHeader.flags.volume) throw new UnreadableBook('unsupported', 'The archive is one part of several.')
    for (const { name, unpSize, flags } of fileHeaders) {
      if (entries.length === MOST_ENTRIES) throw new UnreadableBook('too-large', 'The archive has too many entries.')
      if (!flags.directory && !isUnsafeName(name)) entries.push({ name, size: unpSize, isEncrypted: flags.encrypted })
    }
  } finally {
    extractor.letGo()
  }
  return entries
}

/** Keeps what is unpacked in memory. */
class MemoryExtractor extends VolumeExtractor {
  readonly contents = new Map<string, Buffer>()
  readonly #maxBytes: number
  #chunks: Buffer[] = []

  constructor(unrar: Unrar, file: BookFile, maxBytes: number) {
    super(unrar, [file])
    this.#maxBytes = maxBytes
  }

  /** Unpacks the named entries, from the beginning of the archive on. */
  unpack(names: ReadonlySet<string>): void {
    try {
      const { files } = this.extract({ files: ({ name }) => names.has(name) })
      let left = names.size
      for (const { fileHeader } of files) {
        this.contents.set(fileHeader.name, Buffer.concat(this.#chunks))
        this.#chunks = []
        if (--left === 0) break
      }
    } finally {
      // Breaking off leaves the archive open inside the engine, where nobody collects it.
      this.letGo()
    }
  }

  protected create(): number {
    this.#chunks = []
    this.written = 0
    return this.nextHandle()
  }

  protected write(_handle: number, source: number, size: number): boolean {
    this.written += size
    if (this.written > this.#maxBytes) return false
    this.#chunks.push(Buffer.from(this.unrar.HEAPU8.subarray(source, source + size)))
    return true
  }
}
