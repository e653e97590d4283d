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
 * is cut off or no structure at all. Gives the chapters in the form of Nero, which the tag reader does not know.
 */
export function readMp4Structure(file: BookFile): { nero: { title: string; start: number }[] } {
  const outer = boxes(file, { start: 0, end: file.size })
  const moov = outer.find(({ type }) => type === 'moov')
  const end = outer.at(-1)?.end ?? 0
  if (end > file.size) throw new UnreadableBook('truncated', 'The file is not complete: its end is missing.')
  if (!moov) throw new UnreadableBook('damaged', 'The file has no description of its sound.')
  const udta = boxes(file, moov).find(({ type }) => type === 'udta')
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
