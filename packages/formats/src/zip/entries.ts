import { UnreadableBook } from '../facts.ts'
import type { CentralDirectory } from './central-directory.ts'
import { ZIP_LIMITS } from './limits.ts'
import { decodeEntryName, isUnsafeName } from './names.ts'

export interface ZipEntry {
  name: string
  method: number
  crc: number
  compressedSize: number
  /** As declared; the true size is checked while inflating. */
  size: number
  /** Where the local header stands in the file. */
  offset: number
  isEncrypted: boolean
}

export interface EntryList {
  entries: ZipEntry[]
  /** Entries that were left out: names that leave the archive, symbolic links. */
  ignored: string[]
}

const ENTRY = 0x02014b50
const FIXED = 46
const UNIX = 3
const FILE_TYPE = 0xf000
const SYMBOLIC_LINK = 0xa000

/**
 * Reads all entries but folders, and refuses archives that are built to hurt.
 * @throws {UnreadableBook} `damaged` for nonsense, `dangerous` for bombs
 */
export function readEntries(directory: CentralDirectory, fileSize: number): EntryList {
  const { bytes, entryCount } = directory
  const entries: ZipEntry[] = []
  const ignored: string[] = []
  let at = 0
  let total = 0
  for (let i = 0; i < entryCount; i++) {
    if (at + FIXED > bytes.length || bytes.readUInt32LE(at) !== ENTRY) {
      throw new UnreadableBook(
        'damaged',
        `The table of contents of the archive breaks off at entry ${i + 1} of ${entryCount}.`,
      )
    }
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const next = at + FIXED + nameLength + extraLength + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw new UnreadableBook('damaged', 'The table of contents of the archive is damaged.')

    const entry = readEntry(bytes, at, nameLength, extraLength, directory.shift)
    total += entry.size
    if (entry.offset < 0 || entry.offset + 30 + entry.compressedSize > directory.start) {
      throw new UnreadableBook('damaged', 'The archive says that an entry lies outside of the file.')
    }
    if (isUnsafeName(entry.name) || isSymbolicLink(bytes, at)) ignored.push(entry.name)
    else if (!entry.name.endsWith('/')) entries.push(entry)
    at = next
  }
  if (total > ZIP_LIMITS.suspiciousBytes && total > fileSize * ZIP_LIMITS.suspiciousRatio) {
    throw new UnreadableBook(
      'dangerous',
      'The archive would unpack to far more than any book of its size: it looks like a zip bomb.',
    )
  }
  refuseOverlaps(entries)
  return { entries, ignored }
}

function readEntry(bytes: Buffer, at: number, nameLength: number, extraLength: number, shift: number): ZipEntry {
  const flags = bytes.readUInt16LE(at + 8)
  const nameStart = at + FIXED
  const entry: ZipEntry = {
    name: decodeEntryName(bytes.subarray(nameStart, nameStart + nameLength), (flags & 0x800) !== 0),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    compressedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
    isEncrypted: (flags & 1) !== 0,
  }
  if (entry.size === 0xffffffff || entry.compressedSize === 0xffffffff || entry.offset === 0xffffffff) {
    readSizes64(entry, bytes.subarray(nameStart + nameLength, nameStart + nameLength + extraLength))
  }
  entry.offset += shift
  return entry
}

/** The zip64 field holds only those of the three numbers that did not fit, in this order. */
function readSizes64(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = Math.min(at + 4 + extra.readUInt16LE(at + 2), extra.length)
    if (extra.readUInt16LE(at) === 1) {
      let value = at + 4
      for (const field of ['size', 'compressedSize', 'offset'] as const) {
        if (entry[field] !== 0xffffffff || value + 8 > end) continue
        entry[field] = Number(extra.readBigUInt64LE(value))
        value += 8
      }
      return
    }
    at = end
  }
}

function isSymbolicLink(bytes: Buffer, at: number): boolean {
  return bytes[at + 5] === UNIX && (bytes.readUInt16LE(at + 40) & FILE_TYPE) === SYMBOLIC_LINK
}

/** Entries that share bytes are the way to make a small file unpack to terabytes; no packer writes them. */
function refuseOverlaps(entries: ZipEntry[]): void {
  let sorted = entries
  for (let i = 1; i < entries.length; i++) {
    if ((entries[i] as ZipEntry).offset < (entries[i - 1] as ZipEntry).offset) {
      sorted = entries.toSorted((a, b) => a.offset - b.offset)
      break
    }
  }
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1] as ZipEntry
    if (before.offset + 30 + before.compressedSize > (sorted[i] as ZipEntry).offset) {
      throw new UnreadableBook('dangerous', 'Entries of the archive overlap: it looks like a zip bomb.')
    }
  }
}
