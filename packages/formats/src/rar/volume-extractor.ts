import { Extractor, UnrarError } from 'node-unrar-js/dist/js/Extractor.js'
import { getUnrar } from 'node-unrar-js/dist/js/unrar.singleton.js'
import type { BookFile } from '../bytes/book-file.ts'
import { UnreadableBook } from '../facts.ts'

/** The engine as a whole; who talks to it is said anew for each archive. */
export interface Unrar {
  extractor: unknown
}

export const startUnrar = async (): Promise<Unrar> => (await getUnrar()) as Unrar

/**
 * Reads the volumes of an archive by position: the engine's own file mode would write wherever the archive says, and its data
 * mode would need everything in memory. What becomes of unpacked bytes, a subclass says.
 */
export abstract class VolumeExtractor extends Extractor {
  protected _filePath = 'archive.rar'
  /** Of the entry that is being unpacked. */
  protected written = 0
  readonly #volumes: readonly BookFile[]
  readonly #names: string[] = []
  readonly #reading = new Map<number, { file: BookFile; position: number }>()
  #handles = 0

  /** @param volumes in their order */
  constructor(unrar: Unrar, volumes: readonly BookFile[]) {
    super(unrar)
    this.#volumes = volumes
    // The engine calls back the extractor that its module names at the time.
    unrar.extractor = this
  }

  /** Gives the engine back what it holds of an archive that was not read to its end. */
  letGo(): void {
    const held = this as unknown as { _archive: unknown; closeArc(): void }
    if (held._archive) held.closeArc()
  }

  protected nextHandle(): number {
    this.#handles += 1
    return this.#handles
  }

  /** How the engine thinks that the next volume is called does not matter: it is the next one. */
  protected open(name: string): number {
    if (!this.#names.includes(name)) this.#names.push(name)
    const index = this.#names.indexOf(name)
    const file = this.#volumes[index]
    if (!file) throw new UnreadableBook('truncated', `Part ${index + 1} of the archive is missing.`)
    const handle = this.nextHandle()
    this.#reading.set(handle, { file, position: 0 })
    return handle
  }

  protected closeFile(handle: number): void {
    this.#reading.delete(handle)
  }

  protected read(handle: number, target: number, size: number): number {
    const reading = this.#reading.get(handle)
    if (!reading) return -1
    const heap: Uint8Array = this.unrar.HEAPU8
    const got = reading.file.readInto(heap.subarray(target, target + size), reading.position, size)
    reading.position += got
    return got
  }

  protected tell(handle: number): number {
    return this.#reading.get(handle)?.position ?? this.written
  }

  protected seek(handle: number, offset: number, method: 'CUR' | 'SET' | 'END'): boolean {
    const reading = this.#reading.get(handle)
    if (!reading) return false
    const base = method === 'SET' ? 0 : method === 'END' ? reading.file.size : reading.position
    const position = base + offset
    if (position < 0 || position > reading.file.size) return false
    reading.position = position
    return true
  }
}

/** Says in words what the engine did not like. */
export function translated<T>(work: () => T): T {
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
