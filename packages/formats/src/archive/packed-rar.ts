import type { BookFile } from '../bytes/book-file.ts'
import { startUnrar, translated, type Unrar, VolumeExtractor } from '../rar/volume-extractor.ts'
import { holdsLink } from './check-entries.ts'
import { UNPACK_LIMITS } from './limits.ts'
import type { PackedFile, PackedFiles } from './packed-files.ts'
import type { UnpackedFile, UnpackFolder } from './unpack-folder.ts'

/**
 * RAR 4 or 5, in one file or several.
 * @param volumes in their order
 * @throws {UnreadableBook} when it is damaged, a volume is missing, or its table of contents is encrypted
 */
export async function openPackedRar(volumes: readonly BookFile[]): Promise<Omit<PackedFiles, 'close'>> {
  const unrar = await startUnrar()
  return {
    entries: translated(() => list(unrar, volumes)),
    packedBytes: volumes.reduce((sum, { size }) => sum + size, 0),
    async unpack(into) {
      translated(() => new DiskExtractor(unrar, volumes, into).unpackAll())
    },
  }
}

function list(unrar: Unrar, volumes: readonly BookFile[]): PackedFile[] {
  const lister = new Lister(unrar, volumes)
  const entries: PackedFile[] = []
  try {
    for (const { name, unpSize, flags } of lister.getFileList().fileHeaders) {
      if (!flags.directory)
        entries.push({ name, size: unpSize, packedSize: null, isEncrypted: flags.encrypted, isLink: false })
      if (entries.length > UNPACK_LIMITS.entries) break
    }
  } finally {
    lister.letGo()
  }
  return entries
}

class Lister extends VolumeExtractor {
  protected create(): number {
    return this.nextHandle()
  }

  protected write(): boolean {
    return false
  }
}

/** Writes what is unpacked into a folder, under the names of the table of contents. */
class DiskExtractor extends VolumeExtractor {
  readonly #into: UnpackFolder
  #name = ''
  #file: UnpackedFile | undefined

  constructor(unrar: Unrar, volumes: readonly BookFile[], into: UnpackFolder) {
    super(unrar, volumes)
    this.#into = into
  }

  unpackAll(): void {
    const isWanted = ({ name, flags }: { name: string; flags: { directory: boolean } }) => {
      this.#name = name
      return !flags.directory
    }
    try {
      for (const { fileHeader } of this.extract({ files: isWanted }).files) {
        // The engine makes links by itself, where they lead nowhere.
        if (!this.#file && fileHeader.unpSize > 0) throw holdsLink(fileHeader.name)
        this.#finish()
      }
    } finally {
      this.#finish()
      this.letGo()
    }
  }

  #finish(): void {
    this.#file?.close()
    this.#file = undefined
  }

  protected create(): number {
    this.written = 0
    this.#file = this.#into.create(this.#name)
    return this.nextHandle()
  }

  protected write(_handle: number, source: number, size: number): boolean {
    this.written += size
    this.#file?.write(this.unrar.HEAPU8.subarray(source, source + size))
    return this.#file !== undefined
  }
}
