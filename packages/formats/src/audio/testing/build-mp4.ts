/** An MP4 of audio without any sound: its description, iTunes tags and the chapters of Nero. For tests. */
export function buildMp4(book: {
  seconds: number
  /** `©nam`, or `SERIES` for a free-form one. */
  tags?: Record<string, string>
  chapters?: [title: string, start: number][]
  cover?: Uint8Array
  /** How many pictures a track of them has. */
  pictures?: number
  isInPieces?: boolean
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
  const tracks = [trackOf(1, ['soun', 'mp4a', 0], book.seconds)]
  if (book.pictures !== undefined) tracks.push(trackOf(2, ['vide', 'avc1', book.pictures], book.seconds))
  if (book.isInPieces) tracks.push(box('mvex', uint(0)))
  const header = box('mvhd', uint(0, 0, 0, 1000, book.seconds * 1000), Buffer.alloc(80))
  return Buffer.concat([
    box('ftyp', Buffer.from('M4B \0\0\0\0isom')),
    box('moov', header, ...tracks, user),
    box('mdat', Buffer.alloc(16)),
  ])
}

function trackOf(id: number, [kind, codec, samples]: [string, string, number], seconds: number): Buffer {
  const table = box(
    'stbl',
    box('stsd', uint(0, 1), box(codec, Buffer.alloc(28))),
    ...['stts', 'stsc', 'stco'].map((name) => box(name, uint(0, 0))),
    // All of one size, so that no list of them follows.
    box('stsz', uint(0, samples > 0 ? 1 : 0, samples)),
  )
  const media = box(
    'mdia',
    box('mdhd', uint(0, 0, 0, 1000, seconds * 1000, 0)),
    box('hdlr', uint(0, 0), Buffer.from(kind), Buffer.alloc(13)),
    box('minf', table),
  )
  return box('trak', box('tkhd', uint(0, 0, 0, id, 0, seconds * 1000), Buffer.alloc(60)), media)
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
