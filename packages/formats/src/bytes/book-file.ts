import * as fs from 'node:fs'
import { UnreadableBook } from '../facts.ts'

/**
 * One open file, read by position. Everything is synchronous, because readers run in worker threads, where waiting is free
 * and a promise per read is not.
 */
export class BookFile {
  readonly fd: number
  readonly size: number
  readonly path: string
  #isOpen = true

  constructor(path: string, fd: number, size: number) {
    this.path = path
    this.fd = fd
    this.size = size
  }

  /** Reads up to `length` bytes at `offset`; gives fewer at the end of the file. */
  read(offset: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - offset))
    const bytes = Buffer.allocUnsafe(wanted)
    const got = this.readInto(bytes, offset, wanted)
    return got === wanted ? bytes : bytes.subarray(0, got)
  }

  /** Fills `target` from `offset` on and gives the number of bytes that were there. */
  readInto(target: Uint8Array, offset: number, length: number): number {
    let done = 0
    while (done < length) {
      const got = fs.readSync(this.fd, target, done, length - done, offset + done)
      if (got === 0) break
      done += got
    }
    return done
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    fs.closeSync(this.fd)
  }
}

/**
 * Opens a regular file for reading; the caller closes it.
 * @throws {UnreadableBook} when it is empty, is no regular file, or may not be read; errors of the disk pass through as they are
 */
export function openBookFile(path: string): BookFile {
  const fd = open(path)
  try {
    const status = fs.fstatSync(fd)
    if (!status.isFile()) throw new UnreadableBook('wrong-type', 'This is not a file but a folder, a pipe or a device.')
    if (status.size === 0) throw new UnreadableBook('empty', 'The file is empty.')
    return new BookFile(path, fd, status.size)
  } catch (error) {
    fs.closeSync(fd)
    throw error
  }
}

function open(path: string): number {
  try {
    // Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    return fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM') {
      throw new UnreadableBook('no-access', 'The server is not allowed to read this file.', { cause: error })
    }
    if (code === 'EISDIR' || code === 'ENXIO') {
      throw new UnreadableBook('wrong-type', 'This is not a file but a folder, a pipe or a device.', { cause: error })
    }
    throw error
  }
}
