import * as zlib from 'node:zlib'
import type { ByteSource } from '../bytes/byte-source.ts'
import { UnreadableBook } from '../facts.ts'
import { readCentralDirectory } from './central-directory.ts'
import { readEntries, type ZipEntry } from './entries.ts'

const LOCAL = 0x04034b50
const LOCAL_SIZE = 30
/** Local headers may carry other extra fields than the table of contents; this much is read along on suspicion. */
const EXTRA_GUESS = 64
const STORED = 0
const DEFLATED = 8
/** Spares an allocation for each of the small entries, which are most of what is read. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024)

/** A ZIP file, read entry by entry. Nothing is ever unpacked to disk. The caller owns and closes the file. */
export class ZipArchive {
  /** Files in the order of the table of contents, without folders, links and unsafe names. */
  readonly entries: readonly ZipEntry[]
  /** Names of entries that are not offered. */
  readonly ignored: readonly string[]
  readonly comment: Buffer
  readonly #file: ByteSource
  #byName: Map<string, ZipEntry> | undefined
  #byFoldedName: Map<string, ZipEntry> | undefined

  /** @throws {UnreadableBook} when the table of contents is missing, damaged or dangerous */
  constructor(file: ByteSource) {
    this.#file = file
    const directory = readCentralDirectory(file)
    const { entries, ignored } = readEntries(directory, file.size)
    this.entries = entries
    this.ignored = ignored
    this.comment = directory.comment
  }

  /** The entry of that name; of two with the same name the later one, as everywhere else. */
  find(name: string): ZipEntry | undefined {
    this.#byName ??= new Map(this.entries.map((entry) => [entry.name, entry]))
    return this.#byName.get(name)
  }

  /** Like `find`, but forgives letter case, backslashes and composed against decomposed letters. */
  findLoosely(name: string): ZipEntry | undefined {
    const exact = this.find(name)
    if (exact) return exact
    this.#byFoldedName ??= new Map(this.entries.map((entry) => [foldName(entry.name), entry]))
    return this.#byFoldedName.get(foldName(name))
  }

  /**
   * The content of an entry.
   * @throws {UnreadableBook} `locked`, `unsupported`, `too-large` (more than `maxBytes`), `dangerous` (more than it declares) or `damaged`
   */
  read(entry: ZipEntry, maxBytes: number): Buffer {
    if (entry.isEncrypted) throw new UnreadableBook('locked', 'The archive is protected by a password.')
    if (entry.size > maxBytes) {
      throw new UnreadableBook('too-large', `An entry of the archive (${entry.size} bytes) is larger than allowed.`)
    }
    const packed = this.#packed(entry)
    const content = unpack(entry, packed)
    if (content.length !== entry.size || zlib.crc32(content) !== entry.crc) {
      throw new UnreadableBook(
        'damaged',
        `The archive is damaged: “${shorten(entry.name)}” does not match its checksum.`,
      )
    }
    return content
  }

  /**
   * The bytes of an entry as they are packed, to be copied into another archive.
   * @throws {UnreadableBook} `locked`, `damaged`, `truncated`
   */
  readPacked(entry: ZipEntry): Buffer {
    if (entry.isEncrypted) throw new UnreadableBook('locked', 'The archive is protected by a password.')
    return this.#packed(entry)
  }

  /**
   * Where the packed bytes of an entry lie, for those too large to be read at once.
   * @throws {UnreadableBook} `damaged`
   */
  locate(entry: ZipEntry): { offset: number; length: number } {
    const header = this.#file.read(entry.offset, LOCAL_SIZE)
    if (header.length < LOCAL_SIZE || header.readUInt32LE(0) !== LOCAL) throw misplaced(entry)
    const offset = entry.offset + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28)
    return { offset, length: entry.compressedSize }
  }

  /** The beginning of an entry, from about `packedBytes` of its packed bytes; empty when it cannot be had. */
  readStart(entry: ZipEntry, packedBytes: number): Buffer {
    if (entry.isEncrypted || (entry.method !== STORED && entry.method !== DEFLATED)) return Buffer.alloc(0)
    try {
      const packed = this.#packed({ ...entry, compressedSize: Math.min(entry.compressedSize, packedBytes) })
      if (entry.method === STORED) return packed
      return zlib.inflateRawSync(packed, {
        finishFlush: zlib.constants.Z_SYNC_FLUSH,
        maxOutputLength: packedBytes * 1100,
      })
    } catch {
      return Buffer.alloc(0)
    }
  }

  /** Bytes that are good until the next call; what unpacks them copies them anyway. */
  #borrow(offset: number, length: number): Buffer {
    const there = Math.max(0, Math.min(length, this.#file.size - offset))
    return scratch.subarray(0, this.#file.readInto(scratch, offset, there))
  }

  #packed(entry: ZipEntry): Buffer {
    const guess = LOCAL_SIZE + entry.name.length + EXTRA_GUESS + entry.compressedSize
    const block =
      entry.method === DEFLATED && guess <= scratch.length
        ? this.#borrow(entry.offset, guess)
        : this.#file.read(entry.offset, guess)
    if (block.length < LOCAL_SIZE || block.readUInt32LE(0) !== LOCAL) throw misplaced(entry)
    const start = LOCAL_SIZE + block.readUInt16LE(26) + block.readUInt16LE(28)
    const end = start + entry.compressedSize
    if (end <= block.length) return block.subarray(start, end)
    const rest = this.#file.read(entry.offset + start, entry.compressedSize)
    if (rest.length < entry.compressedSize) throw new UnreadableBook('truncated', 'The file is cut off.')
    return rest
  }
}

const misplaced = ({ name }: ZipEntry) =>
  new UnreadableBook('damaged', `The archive is damaged: “${shorten(name)}” is not where it should be.`)

function unpack(entry: ZipEntry, packed: Buffer): Buffer {
  if (entry.method === STORED) return packed
  if (entry.method !== DEFLATED) {
    throw new UnreadableBook(
      'unsupported',
      `The archive uses compression method ${entry.method}, which is not supported.`,
    )
  }
  try {
    // One spare byte shows that there is more than declared; the chunk size lets small entries unpack in one go.
    return zlib.inflateRawSync(packed, {
      maxOutputLength: entry.size + 1,
      chunkSize: Math.min(Math.max(entry.size + 1, 64), 4 * 1024 * 1024),
    })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new UnreadableBook('dangerous', `“${shorten(entry.name)}” unpacks to more than the archive declares.`, {
        cause,
      })
    }
    throw new UnreadableBook('damaged', `The archive is damaged: “${shorten(entry.name)}” cannot be unpacked.`, {
      cause,
    })
  }
}

function foldName(name: string): string {
  return name.replaceAll('\\', '/').normalize('NFC').toLowerCase()
}

function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name
}
