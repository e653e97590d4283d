import { crc32, deflateRawSync } from 'node:zlib'

/** A member of an archive, packed already, so that what many archives share is packed once. */
export interface Packed {
  method: 0 | 8
  crc: number
  size: number
  bytes: Uint8Array
}

export const stored = (bytes: Uint8Array): Packed => ({ method: 0, crc: crc32(bytes), size: bytes.length, bytes })

export function deflated(bytes: Uint8Array): Packed {
  return { method: 8, crc: crc32(bytes), size: bytes.length, bytes: deflateRawSync(bytes, { level: 6 }) }
}

const VERSION = 20
const UTF8_NAMES = 0x0800
/** 1 January 2026: equal content gives equal archives. */
const DATE = ((2026 - 1980) << 9) | (1 << 5) | 1

/** Puts members into a ZIP archive in the order given. */
export function zip(members: readonly (readonly [name: string, packed: Packed])[]): Buffer {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, packed] of members) {
    const nameBytes = Buffer.from(name)
    const common = commonFields(packed, nameBytes.length)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes])
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02')
    entry.writeUInt16LE(VERSION, 4)
    common.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, packed.bytes)
    directory.push(entry, nameBytes)
    offset += local.length + packed.bytes.length
  }
  const directorySize = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directorySize, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** What the header of a member and its line in the directory have in common. */
function commonFields({ method, crc, size, bytes }: Packed, nameLength: number): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(VERSION, 0)
  fields.writeUInt16LE(UTF8_NAMES, 2)
  fields.writeUInt16LE(method, 4)
  fields.writeUInt16LE(DATE, 8)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(bytes.length, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(nameLength, 22)
  return fields
}
