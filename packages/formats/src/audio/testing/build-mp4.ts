/** An MP4 of audio without any sound: its description, iTunes tags and the chapters of Nero. For tests. */
export function buildMp4(book: {
  seconds: number
  /** `©nam`, or `SERIES` for a free-form one. */
  tags?: Record<string, string>
  chapters?: [title: string, start: number][]
  cover?: Uint8Array
}): Buffer {
  const items = Object.entries(book.tags ?? {}).map(([name, text]) =>
    name.length === 4 ? box(name, data(1, Buffer.from(text))) : freeForm(name, text),
  )
  if (book.cover) items.push(box('covr', data(13, book.cover)))
  const meta = box(
    'meta',
    Buffer.alloc(4),
    box('hdlr', Buffer.alloc(8), Buffer.from('mdirappl'), Buffer.alloc(9)),
    box('ilst', ...items),
  )
  const user = box('udta', meta, ...(book.chapters ? [nero(book.chapters)] : []))
  const sound = box('stsd', uint(0, 1), box('mp4a', Buffer.alloc(28)))
  const table = box(
    'stbl',
    sound,
    ...['stts', 'stsc', 'stco'].map((name) => box(name, uint(0, 0))),
    box('stsz', uint(0, 0, 0)),
  )
  const media = box(
    'mdia',
    box('mdhd', uint(0, 0, 0, 1000, book.seconds * 1000, 0)),
    box('hdlr', uint(0, 0), Buffer.from('soun'), Buffer.alloc(13)),
    box('minf', table),
  )
  const track = box('trak', box('tkhd', uint(0, 0, 0, 1, 0, book.seconds * 1000), Buffer.alloc(60)), media)
  const header = box('mvhd', uint(0, 0, 0, 1000, book.seconds * 1000), Buffer.alloc(80))
  return Buffer.concat([
    box('ftyp', Buffer.from('M4B \0\0\0\0isom')),
    box('moov', header, track, user),
    box('mdat', Buffer.alloc(16)),
  ])
}

function box(type: string, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([uint(content.length + 8), Buffer.from(type, 'latin1'), content])
}

function data(kind: number, content: Uint8Array): Buffer {
  return box('data', uint(kind, 0), content)
}

function freeForm(name: string, text: string): Buffer {
  const [mean, own] = ['com.apple.iTunes', name].map((part) => Buffer.concat([uint(0), Buffer.from(part)]))
  return box('----', box('mean', mean as Buffer), box('name', own as Buffer), data(1, Buffer.from(text)))
}

function nero(chapters: [string, number][]): Buffer {
  const entries = chapters.map(([title, start]) => {
    const time = Buffer.alloc(8)
    time.writeBigUInt64BE(BigInt(start * 10_000_000))
    return Buffer.concat([time, Buffer.from([Buffer.byteLength(title)]), Buffer.from(title)])
  })
  return box('chpl', Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, chapters.length]), ...entries)
}

function uint(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4)
  return bytes
}
