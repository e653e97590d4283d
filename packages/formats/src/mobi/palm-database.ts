import type { BookFile } from '../bytes/book-file.ts'
import { UnreadableBook } from '../facts.ts'

const HEADER_BYTES = 78
const ENTRY_BYTES = 8

/** The numbered records of a Palm database, read one by one: their list may lie about everything. */
export class PalmDatabase {
  readonly recordCount: number
  /** The short name in the header: cut to 31 bytes, blanks as underscores. */
  readonly name: string
  readonly #file: BookFile

  constructor(file: BookFile) {
    const header = file.read(0, HEADER_BYTES)
    if (header.length < HEADER_BYTES) throw new UnreadableBook('truncated', 'The file ends within its header.')
    if (header.toString('latin1', 60, 68) !== 'BOOKMOBI')
      throw new UnreadableBook('wrong-type', 'The file is no Kindle book.')
    this.#file = file
    this.name = (header.toString('latin1', 0, 31).split('\0')[0] as string).replaceAll('_', ' ')
    this.recordCount = header.readUInt16BE(76)
    const lastStart = this.#start(this.recordCount - 1)
    if (lastStart === undefined || lastStart >= file.size) {
      throw new UnreadableBook('truncated', 'The file is not complete: its last parts are missing.')
    }
  }

  /** Up to `longest` bytes of a record; empty where there is no such record. */
  read(index: number, longest: number): Buffer {
    const start = this.#start(index)
    if (start === undefined) return Buffer.alloc(0)
    const end = this.#start(index + 1) ?? this.#file.size
    return this.#file.read(start, Math.min(end - start, longest))
  }

  #start(index: number): number | undefined {
    if (index < 0 || index >= this.recordCount) return undefined
    const entry = this.#file.read(HEADER_BYTES + index * ENTRY_BYTES, 4)
    return entry.length === 4 ? entry.readUInt32BE(0) : undefined
  }
}
