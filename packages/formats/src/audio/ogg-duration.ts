import type { BookFile } from '../bytes/book-file.ts'

/** Opus counts in these whatever the recording's own rate was. */
const OPUS_RATE = 48_000
/** A page has at most 65,307 bytes, so the last one begins within these. */
const TAIL = 70_000

/**
 * Length of an Ogg file in seconds, from the position in its last page: the tag reader would walk through every page.
 * Null for what is neither Opus nor Vorbis.
 */
export function oggDuration(file: BookFile): number | null {
  const clock = clockOf(file.read(0, 512))
  if (!clock) return null
  const tail = file.read(Math.max(0, file.size - TAIL), TAIL)
  const lastPage = tail.lastIndexOf('OggS')
  if (lastPage < 0 || lastPage + 14 > tail.length) return null
  const seconds = (Number(tail.readBigInt64LE(lastPage + 6)) - clock.skip) / clock.rate
  return seconds > 0 ? seconds : null
}

/** Samples in a second, and those that the decoder leaves out at the start. */
function clockOf(head: Buffer): { rate: number; skip: number } | null {
  const opus = head.indexOf('OpusHead')
  if (opus >= 0 && opus + 12 <= head.length) return { rate: OPUS_RATE, skip: head.readUInt16LE(opus + 10) }
  const vorbis = head.indexOf('\x01vorbis', 0, 'latin1')
  if (vorbis < 0 || vorbis + 16 > head.length) return null
  const rate = head.readUInt32LE(vorbis + 12)
  return rate > 0 ? { rate, skip: 0 } : null
}
