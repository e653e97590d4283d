import type { CoverPicture } from '../facts.ts'
import { sniffPicture } from '../pictures/sniff.ts'
import { pictureSize } from './picture-size.ts'

/** The contract's limit for a cover. */
export const MAX_COVER_BYTES = 20 * 1024 * 1024
/** 120 million pixels are 480 MB once decoded; a scan of a page at 600 dpi has 35 million. */
const MAX_COVER_PIXELS = 120_000_000

export type CoverOutcome = { cover: CoverPicture } | { cover: null; reason: string }

/** Looks at what claims to be a cover: a picture by its bytes, of a size that can be decoded without harm. */
export function toCover(bytes: Uint8Array): CoverOutcome {
  if (bytes.length > MAX_COVER_BYTES) return { cover: null, reason: 'The cover is larger than 20 MB and was left out.' }
  const mime = sniffPicture(bytes)
  if (!mime) return { cover: null, reason: 'The cover is not a picture and was left out.' }
  const size = pictureSize(bytes, mime)
  if (size && size.width * size.height > MAX_COVER_PIXELS) {
    return { cover: null, reason: `The cover claims ${size.width} × ${size.height} pixels and was left out.` }
  }
  return { cover: { bytes, mime } }
}
