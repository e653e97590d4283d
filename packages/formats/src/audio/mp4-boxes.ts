import type { BookFile } from '../bytes/book-file.ts'
import { UnreadableBook } from '../facts.ts'

interface Box {
  type: string
  start: number
  end: number
}

/** Files of 100 hours have a few dozen boxes at a level; more are an attack on whoever counts them. */
const MAX_BOXES = 1000
/** Chapters of Nero: 255 at most, with titles of 255 bytes. */
const MAX_CHPL = 80_000
/** Their times are in units of 100 nanoseconds. */
const TICKS_PER_SECOND = 10_000_000

/**
 * Looks at the outer structure of an MP4 file, which the tag reader does not check. Throws `UnreadableBook` where it
 * is cut off, no structure at all, or that of a film. Gives the chapters in the form of Nero, which the tag reader does not
 * know.
 */
export function readMp4Structure(file: BookFile): { nero: { title: string; start: number }[] } {
  const outer = boxes(file, { start: 0, end: file.size })
  const moov = outer.find(({ type }) => type === 'moov')
  const end = outer.at(-1)?.end ?? 0
  if (end > file.size) throw new UnreadableBook('truncated', 'The file is not complete: its end is missing.')
  if (!moov) throw new UnreadableBook('damaged', 'The file has no description of its sound.')
  const inner = boxes(file, moov)
  if (isFilm(file, inner)) throw new UnreadableBook('wrong-type', 'The file is a film and no book.')
  const udta = inner.find(({ type }) => type === 'udta')
  const chpl = udta && boxes(file, udta).find(({ type }) => type === 'chpl')
  return { nero: chpl ? neroChapters(file.read(chpl.start, Math.min(chpl.end - chpl.start, MAX_CHPL))) : [] }
}

function boxes(file: BookFile, { start, end }: { start: number; end: number }): Box[] {
  const found: Box[] = []
  let at = start
  while (at + 8 <= end) {
    const header = file.read(at, 16)
    if (header.length < 8) break
    const type = header.toString('latin1', 4, 8)
    const short = header.readUInt32BE(0)
    const isLong = short === 1 && header.length === 16
    const size = isLong ? Number(header.readBigUInt64BE(8)) : short === 0 ? end - at : short
    if (size < (isLong ? 16 : 8)) throw new UnreadableBook('damaged', 'The structure of the file is damaged.')
    found.push({ type, start: at + (isLong ? 16 : 8), end: at + size })
    if (found.length > MAX_BOXES) throw new UnreadableBook('damaged', 'The structure of the file is damaged.')
    at += size
  }
  return found
}

/**
 * Whether a track shows moving pictures. Those of chapters and covers are tracks too: they change a few times an hour. In
 * pieces, as for streaming, the description counts no pictures; nobody cuts an audiobook with pictures like that.
 */
function isFilm(file: BookFile, inner: Box[]): boolean {
  const isInPieces = inner.some(({ type }) => type === 'mvex')
  return inner.some((track) => {
    const media = track.type === 'trak' && within(file, track, 'mdia')
    const handler = media && within(file, media, 'hdlr')
    if (!media || !handler || file.read(handler.start + 8, 4).toString('latin1') !== 'vide') return false
    return isInPieces || picturesOf(file, media) > secondsOf(file, media)
  })
}

const within = (file: BookFile, box: Box, wanted: string) => boxes(file, box).find(({ type }) => type === wanted)

function picturesOf(file: BookFile, media: Box): number {
  const minf = within(file, media, 'minf')
  const table = minf && within(file, minf, 'stbl')
  const sizes = table && (within(file, table, 'stsz') ?? within(file, table, 'stz2'))
  const count = sizes ? file.read(sizes.start + 8, 4) : Buffer.alloc(0)
  return count.length === 4 ? count.readUInt32BE(0) : 0
}

/** Scale and length stand behind two times, which are longer in version 1. */
function secondsOf(file: BookFile, media: Box): number {
  const header = within(file, media, 'mdhd')
  const bytes = header ? file.read(header.start, 32) : Buffer.alloc(0)
  if (bytes.length < 32) return 0
  const isLong = bytes[0] === 1
  const scale = bytes.readUInt32BE(isLong ? 20 : 12)
  const length = isLong ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16)
  return scale === 0 ? 0 : length / scale
}

/** Version, flags, a reserved byte (version 1), a count of 4 bytes or 1, then time, length and title of each. */
function neroChapters(box: Buffer): { title: string; start: number }[] {
  if (box.length < 9) return []
  const chapters: { title: string; start: number }[] = []
  let at = 9
  while (at + 9 <= box.length && chapters.length < (box[8] as number)) {
    const length = box[at + 8] as number
    const title = box.toString('utf8', at + 9, at + 9 + length)
    chapters.push({ title, start: Number(box.readBigUInt64BE(at)) / TICKS_PER_SECOND })
    at += 9 + length
  }
  return chapters
}
