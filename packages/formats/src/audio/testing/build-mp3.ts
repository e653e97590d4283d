/** A second of silence in MPEG-1 layer III (128 kbit/s, 44.1 kHz) with ID3v2.4 tags in front. For tests. */
export function buildMp3(
  tags: [frame: string, text: string][],
  { chapters = [] as [string, number, number][], seconds = 1 } = {},
): Buffer {
  const frames = [
    ...tags.map(([id, text]) =>
      frame(
        id.slice(0, 4),
        Buffer.concat([Buffer.from([3]), Buffer.from(id.startsWith('TXXX:') ? `${id.slice(5)}\0${text}` : text)]),
      ),
    ),
    ...chapters.map(([title, start, end], index) => chapter(`chp${index}`, title, start, end)),
  ]
  const body = Buffer.concat(frames)
  const header = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), syncSafe(body.length)])
  const silence = Buffer.alloc(417)
  silence.set([0xff, 0xfb, 0x90, 0xc0])
  return Buffer.concat([header, body, ...Array.from({ length: Math.round((seconds * 44_100) / 1152) }, () => silence)])
}

function frame(id: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id), syncSafe(content.length), Buffer.alloc(2), content])
}

function chapter(id: string, title: string, start: number, end: number): Buffer {
  const times = Buffer.alloc(16, 0xff)
  times.writeUInt32BE(start * 1000, 0)
  times.writeUInt32BE(end * 1000, 4)
  return frame(
    'CHAP',
    Buffer.concat([
      Buffer.from(`${id}\0`),
      times,
      frame('TIT2', Buffer.concat([Buffer.from([3]), Buffer.from(title)])),
    ]),
  )
}

/** Seven bits in each byte. */
function syncSafe(length: number): Buffer {
  return Buffer.from([(length >> 21) & 127, (length >> 14) & 127, (length >> 7) & 127, length & 127])
}
