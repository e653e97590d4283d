import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { UnreadableBook } from '../facts.ts'
import { entryPath, shown } from './entry-path.ts'
import { UNPACK_LIMITS } from './limits.ts'

const FOLDER_MODE = 0o750
const FILE_MODE = 0o644

/** The private folder that an archive is unpacked into. Counts what is really written: tables of contents lie. */
export class UnpackFolder {
  readonly path: string
  #written = 0

  /** @param path is there and empty */
  constructor(path: string) {
    this.path = path
  }

  /** Begins a file. @throws {UnreadableBook} for a name that leads out */
  create(name: string): UnpackedFile {
    const path = join(this.path, entryPath(name))
    fs.mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
    const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = fs.constants
    return new UnpackedFile(fs.openSync(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, FILE_MODE), this)
  }

  /** Before bytes are written. @throws {UnreadableBook} once it is too much */
  count(bytes: number): void {
    this.#written += bytes
    if (this.#written > UNPACK_LIMITS.bytes) {
      throw new UnreadableBook('dangerous', 'The archive unpacks to more than it says: it looks like an archive bomb.')
    }
  }

  /** Makes sure that every file is there, whole and on the disk. @throws {UnreadableBook} */
  finish(entries: readonly { name: string; size: number }[]): void {
    for (const { name, size } of entries) {
      const path = join(this.path, entryPath(name))
      const status = fs.lstatSync(path, { throwIfNoEntry: false })
      if (!status && size === 0) continue
      if (!status?.isFile() || status.size !== size) {
        throw new UnreadableBook('damaged', `The archive is damaged: “${shown(name)}” cannot be unpacked.`)
      }
      const fd = fs.openSync(path, 'r+')
      try {
        fs.fchmodSync(fd, FILE_MODE)
        fs.fdatasyncSync(fd)
      } finally {
        fs.closeSync(fd)
      }
    }
  }
}

/** A file that is being unpacked. */
export class UnpackedFile {
  readonly #fd: number
  readonly #folder: UnpackFolder

  constructor(fd: number, folder: UnpackFolder) {
    this.#fd = fd
    this.#folder = folder
  }

  write(bytes: Uint8Array): void {
    this.#folder.count(bytes.length)
    for (let done = 0; done < bytes.length; ) done += fs.writeSync(this.#fd, bytes, done)
  }

  close(): void {
    fs.closeSync(this.#fd)
  }
}
