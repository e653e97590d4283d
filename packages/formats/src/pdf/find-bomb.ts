import { constants, inflateSync } from 'node:zlib'
import type { BookFile } from '../bytes/book-file.ts'

/** What the bomb would go off in: what is drawn, or what must be read to open the document at all. */
export type Bomb = 'content' | 'structure'

/** Larger files are read by parts only and left to the watch over memory: a bomb is small, that is its point. */
const MAX_SCANNED = 4 << 20
/** The largest page descriptions of maps and catalogues have some 20 MB. */
const MAX_INFLATED = 48 << 20
/** Deflate never packs better than this, so shorter streams cannot be bombs. */
const BEST_RATIO = 1032
/** In front of a stream stands its dictionary; those of pages and pictures have a few hundred bytes. */
const DICTIONARY = 2048
/** How much is inflated in one file before the rest is believed. */
const BUDGET = 256 << 20

/**
 * Looks for compressed streams that would fill the memory: the engine inflates them whole, and cannot be told to stop.
 * Pictures are not looked at, because their size is known in advance.
 */
export function findBomb(file: BookFile): Bomb | null {
  if (file.size > MAX_SCANNED) return null
  const bytes = file.read(0, file.size)
  let inflated = 0
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at)) {
    const start = at + 6 + (bytes[at + 6] === 0x0d ? 2 : 1)
    const found = bytes.indexOf('endstream', start)
    const end = found < 0 ? bytes.length : found
    const dictionary = dictionaryBefore(bytes, at)
    at = end + 9
    const filters = dictionary.match(/\/Fl(?:ateDecode)?\b/g)?.length ?? 0
    if (filters === 0 || /\/Subtype\s*\/Image\b/.test(dictionary)) continue
    const bomb = /\/Type\s*\/(?:ObjStm|XRef|Metadata)\b/.test(dictionary) ? 'structure' : 'content'
    // Nobody compresses twice for a good reason.
    if (filters > 1) return bomb
    if ((end - start) * BEST_RATIO <= MAX_INFLATED) continue
    const size = inflatedSize(bytes.subarray(start, end))
    if (size === null) return bomb
    inflated += size
    if (inflated > BUDGET) return null
  }
  return null
}

function dictionaryBefore(bytes: Buffer, at: number): string {
  const before = bytes.toString('latin1', Math.max(0, at - DICTIONARY), at)
  return before.slice(before.lastIndexOf(' obj') + 1)
}

/** Null when there is no end in sight. Damaged streams are the engine's business. */
function inflatedSize(stream: Buffer): number | null {
  try {
    return inflateSync(stream, { maxOutputLength: MAX_INFLATED, finishFlush: constants.Z_SYNC_FLUSH }).length
  } catch (error) {
    return error instanceof RangeError ? null : 0
  }
}
