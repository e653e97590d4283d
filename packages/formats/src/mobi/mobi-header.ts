import { UnreadableBook } from '../facts.ts'

/** What the first record of a Kindle book says. */
export interface MobiHeader {
  encryption: number
  version: number
  /** Title as it stands behind the header, undecoded. */
  fullName: Buffer
  encoding: 'utf-8' | 'windows-1252'
  /** Language as Windows counts them; 0 where none is given. */
  locale: number
  firstPicture: number | null
  /** Values of the extended header by their number, in the order of the file. */
  extended: Map<number, Buffer[]>
}

const NONE = 0xffffffff
const UTF8 = 65001
/** Of those in use none has more than about a hundred. */
const MAX_EXTENDED = 2000

/** Reads the first record. Lengths in it are believed only as far as the record goes. */
export function readMobiHeader(record: Buffer): MobiHeader {
  if (record.length < 16 + 24 || record.toString('latin1', 16, 20) !== 'MOBI') {
    throw new UnreadableBook('damaged', 'The file has no Kindle header.')
  }
  const length = record.readUInt32BE(20)
  const number = (at: number) => (at + 4 <= Math.min(record.length, 16 + length) ? record.readUInt32BE(at) : NONE)
  const firstPicture = number(108)
  const nameAt = number(84)
  const hasExtended = number(128) !== NONE && (number(128) & 0x40) !== 0
  return {
    encryption: record.readUInt16BE(12),
    version: record.readUInt32BE(36),
    encoding: number(28) === UTF8 ? 'utf-8' : 'windows-1252',
    locale: number(92) === NONE ? 0 : number(92),
    fullName: nameAt < record.length ? record.subarray(nameAt, nameAt + Math.min(number(88), 4096)) : Buffer.alloc(0),
    firstPicture: firstPicture === NONE ? null : firstPicture,
    extended: hasExtended ? readExtended(record, 16 + length) : new Map(),
  }
}

function readExtended(record: Buffer, start: number): Map<number, Buffer[]> {
  const values = new Map<number, Buffer[]>()
  if (start + 12 > record.length || record.toString('latin1', start, start + 4) !== 'EXTH') return values
  const count = Math.min(record.readUInt32BE(start + 8), MAX_EXTENDED)
  let at = start + 12
  for (let i = 0; i < count && at + 8 <= record.length; i++) {
    const length = record.readUInt32BE(at + 4)
    if (length < 8 || at + length > record.length) break
    const id = record.readUInt32BE(at)
    const known = values.get(id)
    const value = record.subarray(at + 8, at + length)
    if (known) known.push(value)
    else values.set(id, [value])
    at += length
  }
  return values
}
