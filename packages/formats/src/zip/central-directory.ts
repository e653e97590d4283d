import type { ByteSource } from '../bytes/byte-source.ts'
import { UnreadableBook } from '../facts.ts'
import { ZIP_LIMITS } from './limits.ts'

const END = 0x06054b50
const END_64 = 0x06064b50
const END_64_LOCATOR = 0x07064b50
const ENTRY = 0x02014b50
const END_SIZE = 22
const LONGEST_COMMENT = 0xffff
/** Holds the directory of most books, so that one read is enough. */
const FIRST_TAIL = 16 * 1024
/** Used anew for each archive: everything is taken out of it before the next one is opened. */
const scratch = Buffer.allocUnsafeSlow(FIRST_TAIL)

export interface CentralDirectory {
  /** Good until the next archive is opened. */
  bytes: Buffer
  entryCount: number
  /** Where the directory really begins in the file. */
  start: number
  /** What must be added to every offset, because something was put in front of the archive. */
  shift: number
  comment: Buffer
}

const damaged = (message: string) => new UnreadableBook('damaged', message)

/**
 * Finds the table of contents at the end of an archive.
 * @throws {UnreadableBook} when there is none or it contradicts itself
 */
export function readCentralDirectory(file: ByteSource): CentralDirectory {
  const start = Math.max(0, file.size - FIRST_TAIL)
  const short = scratch.subarray(0, file.readInto(scratch, start, Math.min(FIRST_TAIL, file.size)))
  const found = findDirectory(file, short)
  if (found) return found

  const longSize = END_SIZE + LONGEST_COMMENT
  if (file.size > FIRST_TAIL) {
    const long = file.read(Math.max(0, file.size - longSize), longSize)
    const late = findDirectory(file, long)
    if (late) return late
  }
  throw new UnreadableBook(
    'truncated',
    'The archive has no table of contents at its end: the file was cut off or its end was overwritten.',
  )
}

function findDirectory(file: ByteSource, tail: Buffer): CentralDirectory | undefined {
  const tailStart = file.size - tail.length
  let problem: UnreadableBook | undefined
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== END) continue
    try {
      return directoryAt(file, tail, tailStart, at)
    } catch (error) {
      // The signature may stand by chance in a comment or in what was appended: an earlier one can still be the true one.
      if (!(error instanceof UnreadableBook)) throw error
      problem ??= error
    }
  }
  if (problem) throw problem
  return undefined
}

function directoryAt(file: ByteSource, tail: Buffer, tailStart: number, at: number): CentralDirectory {
  const endStart = tailStart + at
  let entryCount = tail.readUInt16LE(at + 10)
  let size = tail.readUInt32LE(at + 12)
  let offset = tail.readUInt32LE(at + 16)
  const disk = tail.readUInt16LE(at + 4)
  let directoryEnd = endStart

  if (entryCount === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
    const big = readEnd64(file, endStart)
    if (big) {
      ;({ entryCount, size, offset } = big)
      directoryEnd = big.start
    }
  }
  if (disk !== 0 && disk !== 0xffff) throw new UnreadableBook('unsupported', 'The archive is one part of several.')
  if (entryCount > ZIP_LIMITS.entries) {
    throw new UnreadableBook(
      'too-large',
      `The archive has ${entryCount} entries; more than ${ZIP_LIMITS.entries} are not read.`,
    )
  }
  if (size > ZIP_LIMITS.directoryBytes)
    throw new UnreadableBook('too-large', 'The table of contents of the archive is too large.')
  if (size > directoryEnd || size < entryCount * 46)
    throw damaged('The table of contents of the archive has a wrong size.')

  const comment = Buffer.from(tail.subarray(at + END_SIZE, at + END_SIZE + tail.readUInt16LE(at + 20)))
  const start = locate(file, entryCount, size, offset, directoryEnd)
  const bytes = start >= tailStart ? tail.subarray(start - tailStart, start - tailStart + size) : file.read(start, size)
  if (bytes.length < size) throw damaged('The table of contents of the archive is cut off.')
  return { bytes, entryCount, start, shift: start - offset, comment }
}

/** The stated place, or the place right before the end record when bytes were put in front of the archive. */
function locate(file: ByteSource, entryCount: number, size: number, offset: number, directoryEnd: number): number {
  if (entryCount === 0) return directoryEnd - size
  const ends = directoryEnd - size
  for (const start of offset === ends ? [ends] : [offset, ends]) {
    if (start + size > directoryEnd) continue
    const mark = file.read(start, 4)
    if (mark.length === 4 && mark.readUInt32LE(0) === ENTRY) return start
  }
  throw damaged('The table of contents of the archive is not where it should be.')
}

function readEnd64(file: ByteSource, endStart: number) {
  if (endStart < 20) return undefined
  const locator = file.read(endStart - 20, 20)
  if (locator.readUInt32LE(0) !== END_64_LOCATOR) return undefined
  const start = Number(locator.readBigUInt64LE(8))
  const end = file.read(start, 56)
  if (end.length < 56 || end.readUInt32LE(0) !== END_64)
    throw damaged('The table of contents of the archive is damaged.')
  return {
    start,
    entryCount: Number(end.readBigUInt64LE(32)),
    size: Number(end.readBigUInt64LE(40)),
    offset: Number(end.readBigUInt64LE(48)),
  }
}
