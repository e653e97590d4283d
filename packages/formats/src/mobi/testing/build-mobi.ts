/** A Kindle book as small as possible: header record, extended header, title, and pictures. For tests. */
export function buildMobi(book: {
  title?: string
  extended?: [id: number, value: string | number][]
  pictures?: Uint8Array[]
  encryption?: number
  locale?: number
  codePage?: number
}): Buffer {
  const encode = (text: string) => Buffer.from(text, book.codePage === 1252 ? 'latin1' : 'utf8')
  const title = encode(book.title ?? '')
  const extended = extendedHeader(
    (book.extended ?? []).map(([id, value]) => [id, typeof value === 'string' ? encode(value) : uint32(value)]),
  )
  const record = Buffer.alloc(16 + 232)
  record.writeUInt16BE(book.encryption ?? 0, 12)
  record.write('MOBI', 16)
  record.writeUInt32BE(232, 20)
  record.writeUInt32BE(book.codePage ?? 65001, 28)
  record.writeUInt32BE(6, 36)
  record.writeUInt32BE(record.length + extended.length, 84)
  record.writeUInt32BE(title.length, 88)
  record.writeUInt32BE(book.locale ?? 0, 92)
  record.writeUInt32BE(1, 108)
  record.writeUInt32BE(0x40, 128)
  return palmDatabase([Buffer.concat([record, extended, title]), ...(book.pictures ?? [])])
}

function extendedHeader(values: [number, Buffer][]): Buffer {
  const entries = values.map(([id, value]) => Buffer.concat([uint32(id), uint32(value.length + 8), value]))
  const body = Buffer.concat(entries)
  return Buffer.concat([Buffer.from('EXTH'), uint32(body.length + 12), uint32(entries.length), body])
}

function palmDatabase(records: Uint8Array[]): Buffer {
  const header = Buffer.alloc(78 + records.length * 8)
  header.write('A_Short_Name')
  header.write('BOOKMOBI', 60)
  header.writeUInt16BE(records.length, 76)
  let start = header.length
  for (const [index, record] of records.entries()) {
    header.writeUInt32BE(start, 78 + index * 8)
    start += record.length
  }
  return Buffer.concat([header, ...records])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
