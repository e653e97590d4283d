import * as fs from 'node:fs'
import * as zlib from 'node:zlib'

const LOCAL = 0x04034b50
const ENTRY = 0x02014b50
const END = 0x06054b50
const UTF8 = 0x0800
/** 1 January 1980, where the calendar of ZIP begins: equal content must give equal bytes. */
const DATE = 0x0021
const NEEDED = 20

export interface PackedEntry {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  crc: number
  /** Unpacked. */
  size: number
  packed: Uint8Array
}

/** Writes a ZIP file entry by entry, so that memory holds one of them at a time. Equal entries give equal bytes. */
export class ZipWriter {
  readonly #fd: number
  readonly #directory: Buffer[] = []
  #offset = 0

  constructor(fd: number) {
    this.#fd = fd
  }

  /** Adds what is packed already. */
  addPacked({ name, method, crc, size, packed }: PackedEntry): void {
    const nameBytes = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(NEEDED, 0)
    shared.writeUInt16LE(nameBytes.length === name.length ? 0 : UTF8, 2)
    shared.writeUInt16LE(method, 4)
    shared.writeUInt16LE(DATE, 8)
    shared.writeUInt32LE(crc, 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(size, 18)
    shared.writeUInt16LE(nameBytes.length, 22)

    const fixed = Buffer.alloc(46)
    fixed.writeUInt32LE(ENTRY, 0)
    fixed.writeUInt16LE(NEEDED, 4)
    shared.copy(fixed, 6)
    fixed.writeUInt32LE(this.#offset, 42)
    this.#directory.push(fixed, nameBytes)

    this.#write(signature(LOCAL), shared, nameBytes, packed)
  }

  /** Adds content, deflated unless `isStored`. */
  add(name: string, content: Uint8Array, { isStored = false } = {}): void {
    const packed = isStored ? content : zlib.deflateRawSync(content)
    this.addPacked({ name, method: isStored ? 0 : 8, crc: zlib.crc32(content), size: content.length, packed })
  }

  /** Writes the table of contents. @returns the size of the whole file in bytes */
  finish(): number {
    const directory = Buffer.concat(this.#directory)
    const count = this.#directory.length / 2
    const end = Buffer.alloc(18)
    end.writeUInt16LE(count, 4)
    end.writeUInt16LE(count, 6)
    end.writeUInt32LE(directory.length, 8)
    end.writeUInt32LE(this.#offset, 12)
    this.#write(directory, signature(END), end)
    return this.#offset
  }

  #write(...parts: Uint8Array[]): void {
    for (const part of parts) {
      for (let done = 0; done < part.length; ) {
        done += fs.writeSync(this.#fd, part, done, part.length - done, this.#offset + done)
      }
      this.#offset += part.length
    }
  }
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
