import { Extractor, UnrarError } from 'node-unrar-js/dist/js/Extractor.js'
import { getUnrar } from 'node-unrar-js/dist/js/unrar.singleton.js'
import type { BookFile } from '../bytes/book-file.ts'
import { UnreadableBook } from '../facts.ts'
import { isUnsafeName } from '../zip/names.ts'
import type { ComicArchive, ComicEntry } from './comic-archive.ts'

const MOST_ENTRIES = 100_000

/**
 * A CBR, RAR 4 or 5, solid or not. The file is read by position and pages are unpacked into memory: the engine's own file mode
 * would write them to disk, and its data mode would need the whole archive in memory.
 * @throws {UnreadableBook} when it is damaged, or its table of contents is encrypted
 */
export async function openRarComic(file: BookFile): Promise<ComicArchive> {
  const unrar = await getUnrar()
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

function list(unrar: unknown, file: BookFile): ComicEntry[] {
  const extractor = new MemoryExtractor(unrar, file, 0)
  const entries: ComicEntry[] = []
  const { arcHeader, fileHeaders } = bound(unrar, extractor).getFileList()
  if (arcHeader.flags.volume) throw new UnreadableBook('unsupported', 'The archive is one part of several.')
  for (const { name, unpSize, flags } of fileHeaders) {
    if (entries.length === MOST_ENTRIES) throw new UnreadableBook('too-large', 'The archive has too many entries.')
    if (!flags.directory && !isUnsafeName(name)) entries.push({ name, size: unpSize, isEncrypted: flags.encrypted })
  }
  return entries
}

/** The engine calls back the extractor that its module names at the time. */
function bound<T>(unrar: unknown, extractor: T): T {
  ;(unrar as { extractor: T }).extractor = extractor
  return extractor
}

function translated<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof UnrarError)) throw cause
    const { reason } = cause
    if (reason === 'ERAR_MISSING_PASSWORD' || reason === 'ERAR_BAD_PASSWORD') {
      throw new UnreadableBook('locked', 'The archive is protected by a password.', { cause })
    }
    throw new UnreadableBook('damaged', `The RAR archive cannot be read: ${cause.message.toLowerCase()}.`, { cause })
  }
}

const ARCHIVE = 1
const OUTPUT = 2

/** Reads from an open file and keeps what is unpacked in memory. */
class MemoryExtractor extends Extractor {
  protected _filePath = 'archive.rar'
  readonly contents = new Map<string, Buffer>()
  readonly #file: BookFile
  readonly #maxBytes: number
  #position = 0
  #chunks: Buffer[] = []
  #written = 0

  constructor(unrar: unknown, file: BookFile, maxBytes: number) {
    super(unrar)
    this.#file = file
    this.#maxBytes = maxBytes
  }

  /** Unpacks the named entries, from the beginning of the archive on. */
  unpack(names: ReadonlySet<string>): void {
    bound(this.unrar, this)
    const { files } = this.extract({ files: ({ name }) => names.has(name) })
    let left = names.size
    for (const { fileHeader } of files) {
      this.contents.set(fileHeader.name, Buffer.concat(this.#chunks))
      this.#chunks = []
      if (--left === 0) break
    }
    // Breaking off leaves the archive open inside the engine, where nobody collects it.
    if (left === 0) (this as unknown as { closeArc(): void }).closeArc()
  }

  protected open(): number {
    this.#position = 0
    return ARCHIVE
  }

  protected create(): number {
    this.#chunks = []
    this.#written = 0
    return OUTPUT
  }

  protected closeFile(): void {}

  protected read(_handle: number, target: number, size: number): number {
    const heap: Uint8Array = this.unrar.HEAPU8
    const got = this.#file.readInto(heap.subarray(target, target + size), this.#position, size)
    this.#position += got
    return got
  }

  protected write(_handle: number, source: number, size: number): boolean {
    this.#written += size
    if (this.#written > this.#maxBytes) return false
    this.#chunks.push(Buffer.from(this.unrar.HEAPU8.subarray(source, source + size)))
    return true
  }

  protected tell(handle: number): number {
    return handle === ARCHIVE ? this.#position : this.#written
  }

  protected seek(handle: number, offset: number, method: 'CUR' | 'SET' | 'END'): boolean {
    if (handle !== ARCHIVE) return false
    const base = method === 'SET' ? 0 : method === 'END' ? this.#file.size : this.#position
    const position = base + offset
    if (position < 0 || position > this.#file.size) return false
    this.#position = position
    return true
  }
}
