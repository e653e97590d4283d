import { pictureSize } from '../cover/picture-size.ts'
import { type CoverPicture, UnreadableBook } from '../facts.ts'
import { decodeBitmap } from './bitmap.ts'
import { loadSharp } from './load-sharp.ts'
import { sniffPicture } from './sniff.ts'

export interface PagePicture {
  bytes: Uint8Array
  mime: CoverPicture['mime']
}

/** Kinds that browsers show as they are. A drawing (SVG) is none of them: it could bring scripts along. */
const SHOWN_AS_IT_IS = new Set<string>(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])
/** What a browser can be asked to decode, 480 MB; and what we decode ourselves. */
const MAX_SHOWN_PIXELS = 120_000_000
const MAX_DRAWN_PIXELS = 50_000_000
const TIMEOUT_SECONDS = 8

/**
 * A page of a comic as a browser can show it: as it came where that is good enough, else drawn as JPEG, no wider than
 * `width`.
 * @param kind `jpeg` where nothing else can be taken
 * @throws {UnreadableBook} where it is no picture, is damaged or too large
 */
export async function drawPage(
  bytes: Uint8Array,
  width: number | null,
  kind: 'jpeg' | 'any' = 'any',
): Promise<PagePicture> {
  const mime = sniffPicture(bytes)
  if (!mime || mime === 'image/svg+xml') {
    throw new UnreadableBook('unsupported', 'This page is not a picture that can be shown.')
  }
  const size = pictureSize(bytes, mime)
  if (size && size.width * size.height > MAX_SHOWN_PIXELS) {
    throw new UnreadableBook('too-large', 'This page has too many pixels to be shown.')
  }
  const isNarrow = width === null || (size !== undefined && size.width <= width)
  const isTaken = kind === 'any' ? SHOWN_AS_IT_IS.has(mime) : mime === 'image/jpeg'
  if (isNarrow && isTaken) return { bytes: new Uint8Array(bytes), mime }
  return { bytes: await redraw(bytes, mime, width), mime: 'image/jpeg' }
}

async function redraw(bytes: Uint8Array, mime: string, width: number | null): Promise<Uint8Array> {
  const sharp = await loadSharp()
  try {
    const picture = () => {
      if (mime !== 'image/bmp') {
        const options = { limitInputPixels: MAX_DRAWN_PIXELS, failOn: 'none', sequentialRead: true } as const
        return sharp(bytes, options).autoOrient()
      }
      const { data, ...raw } = decodeBitmap(bytes, MAX_DRAWN_PIXELS)
      return sharp(data, { raw })
    }
    const narrowed = width === null ? picture() : picture().resize({ width, withoutEnlargement: true })
    const drawn = await narrowed
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .timeout({ seconds: TIMEOUT_SECONDS })
      .jpeg({ quality: 85, optimiseCoding: false })
      .toBuffer()
    return new Uint8Array(drawn)
  } catch (cause) {
    if (cause instanceof UnreadableBook) throw cause
    throw new UnreadableBook('damaged', 'This page is damaged and cannot be drawn.', { cause })
  }
}
