import type { BookFile } from '../bytes/book-file.ts'

/** Opus counts in these whatever the recording's own rate was. */
const SAMPLES_PER_SECOND = 48_000
/** A page has at most 65,307 bytes, so the last one begins within these. */
const TAIL = 70_000

/** Length of an Ogg Opus file in seconds: the position in its last page less what the decoder skips at the start. */
export function opusDuration(file: BookFile): number | null {
  const head = file.read(0, 512)
  const opusHead = head.indexOf('OpusHead')
  if (opusHead < 0 || opusHead + 12 > head.length) return null
  const tail = file.read(Math.max(0, file.size - TAIL), TAIL)
  const lastPage = tail.lastIndexOf('OggS')
  if (lastPage < 0 || lastPage + 14 > tail.length) return null
  const position = Number(tail.readBigInt64LE(lastPage + 6))
  const seconds = (position - head.readUInt16LE(opusHead + 10)) / SAMPLES_PER_SECOND
  return seconds > 0 ? seconds : null
}
