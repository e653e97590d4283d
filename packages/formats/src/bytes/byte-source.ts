import { type BookFile, openBookFile } from './book-file.ts'

/** Bytes that are read by position: those of one file, or of several that follow each other. */
export type ByteSource = Pick<BookFile, 'size' | 'read' | 'readInto'>

/** A file that was cut into parts, read as if it still were whole. The caller closes it. */
export class JoinedFiles implements ByteSource {
  readonly size: number
  readonly #parts: { file: BookFile; start: number }[] = []

  /** @throws {UnreadableBook} when one of them cannot be opened */
  constructor(paths: readonly string[]) {
    let start = 0
    try {
      for (const path of paths) {
        const file = openBookFile(path)
        this.#parts.push({ file, start })
        start += file.size
      }
    } catch (error) {
      this.close()
      throw error
    }
    this.size = start
  }

  read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - offset)))
    return bytes.subarray(0, this.readInto(bytes, offset, bytes.length))
  }

  readInto(target: Uint8Array, offset: number, length: number): number {
    let done = 0
    for (const { file, start } of this.#parts) {
      const at = offset + done - start
      if (done === length || at < 0 || at >= file.size) continue
      const wanted = Math.min(length - done, file.size - at)
      done += file.readInto(target.subarray(done, done + wanted), at, wanted)
    }
    return done
  }

  close(): void {
    for (const { file } of this.#parts) file.close()
  }
}
