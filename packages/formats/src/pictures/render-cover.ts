import type { Sharp as Drawing, SharpOptions } from 'sharp'
import { UnreadableBook } from '../facts.ts'
import { decodeBitmap } from './bitmap.ts'
import { dominantColour } from './dominant-colour.ts'
import { type Draw, loadSharp } from './load-sharp.ts'
import { safeSvg } from './safe-svg.ts'
import { sniffPicture } from './sniff.ts'

export type CoverSize = 'small' | 'large'

export interface RenderedPicture {
  /** JPEG without any metadata of the original. */
  bytes: Uint8Array
  width: number
  height: number
}

export interface RenderedCover {
  /** Size of the original as it is meant to be seen (turned as its EXIF says). */
  width: number
  height: number
  /** The colour most of the picture has, `#rrggbb`. */
  colour: string
  small: RenderedPicture
  /** Null where only the small one was asked for. */
  large: RenderedPicture | null
}

const widths = { small: 300, large: 900 }
/** A strip of a web comic is no cover; its length must not make the thumbnail long. */
const MAX_ASPECT = 3
/** Sizes of the original up to this factor are kept: resampling would cost more than it saves, and blur. */
const KEPT_AS_IT_IS = 4 / 3
/** About 7000 x 7000. Some kinds must be decoded whole: 200 MB at this size. */
const MAX_PIXELS = 50_000_000
const MAX_BYTES = 64 << 20
const TIMEOUT_SECONDS = 8
/** Coding with optimised tables takes twice the time for a tenth of the size. */
const jpeg = { quality: 80, optimiseCoding: false }

type Raw = { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } }

/**
 * Draws a picture of a book in our own sizes. Only what could be decoded comes out, so nothing of the original's
 * markup, comments or tricks survives. `sizes: ['small']` costs half; the large one can be made when somebody looks.
 * Throws `UnreadableBook` with `damaged`, `unsupported`, `too-large` or `dangerous`.
 */
export async function renderCover(
  bytes: Uint8Array,
  { sizes = ['small', 'large'] }: { sizes?: CoverSize[] } = {},
): Promise<RenderedCover> {
  const mime = sniffPicture(bytes)
  if (!mime) throw new UnreadableBook('unsupported', 'The cover is not a picture')
  if (bytes.byteLength > MAX_BYTES) throw new UnreadableBook('too-large', 'The cover is too large to be drawn')
  const draw = await loadSharp()
  try {
    const source = await openPicture(draw, bytes, mime)
    const wantsLarge = sizes.includes('large')
    if (mime === 'image/jpeg') return await renderTwice(draw, source, wantsLarge)
    return await renderOnce(draw, source, wantsLarge)
  } catch (cause) {
    if (cause instanceof UnreadableBook) throw cause
    const isTooLarge = cause instanceof Error && /pixel limit|too large/i.test(cause.message)
    if (isTooLarge) throw new UnreadableBook('too-large', 'The cover has too many pixels to be drawn', { cause })
    throw new UnreadableBook('damaged', 'The cover is damaged and cannot be drawn', { cause })
  }
}

interface Source {
  open: () => Drawing
  width: number
  height: number
}

async function openPicture(draw: Draw, bytes: Uint8Array, mime: string): Promise<Source> {
  if (mime === 'image/bmp') {
    const { data, ...raw } = decodeBitmap(bytes, MAX_PIXELS)
    return { open: () => draw(data, { raw }), width: raw.width, height: raw.height }
  }
  // A cover that lacks its end is still a cover.
  const options: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: 'none', sequentialRead: true }
  if (mime === 'image/svg+xml') return openDrawing(draw, bytes, options)
  const { width, height } = (await measure(draw, bytes)).autoOrient
  return { open: () => draw(bytes, options).autoOrient(), width, height }
}

async function openDrawing(draw: Draw, bytes: Uint8Array, options: SharpOptions): Promise<Source> {
  const { svg, embedded } = safeSvg(bytes)
  for (const picture of embedded) await measure(draw, picture)
  const { width, height } = await draw(svg, options).metadata()
  return { open: () => draw(svg, { ...options, density: densityFor(width, height) }), width, height }
}

/** Reads the head alone. */
async function measure(draw: Draw, bytes: Uint8Array) {
  const facts = await draw(bytes, { limitInputPixels: false }).metadata()
  if (facts.width * facts.height <= MAX_PIXELS) return facts
  throw new UnreadableBook('too-large', 'The cover has too many pixels to be drawn')
}

/** Drawings have no size of their own: they are drawn at the size that is wanted. 72 is the density they measure in. */
function densityFor(width: number, height: number): number {
  const scale = Math.min(widths.large / width, (widths.large * MAX_ASPECT) / height)
  return Math.min(10_000, Math.max(1, 72 * scale))
}

/** JPEG can be decoded at a half, a quarter or an eighth, so decoding again for the small size is cheaper than scaling. */
async function renderTwice(draw: Draw, source: Source, wantsLarge: boolean): Promise<RenderedCover> {
  const small = await toRaw(source.open(), fit(source, 'small'))
  const large = wantsLarge ? await toJpeg(normalised(source.open(), fit(source, 'large'))) : null
  return present(draw, source, small, large)
}

/** Everything else is decoded once, at the largest size that is wanted. */
async function renderOnce(draw: Draw, source: Source, wantsLarge: boolean): Promise<RenderedCover> {
  const first = await toRaw(source.open(), fit(source, wantsLarge ? 'large' : 'small'))
  if (!wantsLarge) return present(draw, source, first, null)
  const small = await toRaw(fromRaw(draw, first), fit(first.info, 'small'))
  return present(draw, source, small, await toJpeg(fromRaw(draw, first)))
}

async function present(draw: Draw, { width, height }: Source, small: Raw, large: RenderedPicture | null) {
  return {
    width,
    height,
    colour: dominantColour(small.data, small.info.channels),
    small: await toJpeg(fromRaw(draw, small)),
    large,
  }
}

/** The box to scale into, or null where the picture stays as it is. */
function fit({ width, height }: { width: number; height: number }, size: CoverSize) {
  const box = { width: widths[size], height: widths[size] * MAX_ASPECT }
  const kept = size === 'large' ? KEPT_AS_IT_IS : 1
  return width <= box.width * kept && height <= box.height * kept ? null : box
}

function normalised(picture: Drawing, box: { width: number; height: number } | null): Drawing {
  const scaled = box
    ? picture.resize({ ...box, fit: 'inside', withoutEnlargement: true, kernel: 'cubic', fastShrinkOnLoad: true })
    : picture
  return scaled.flatten({ background: '#ffffff' }).toColourspace('srgb').timeout({ seconds: TIMEOUT_SECONDS })
}

async function toRaw(picture: Drawing, box: { width: number; height: number } | null): Promise<Raw> {
  const { data, info } = await normalised(picture, box).raw().toBuffer({ resolveWithObject: true })
  return { data, info: { width: info.width, height: info.height, channels: info.channels } }
}

function fromRaw(draw: Draw, { data, info }: Raw): Drawing {
  return draw(data, { raw: info })
}

async function toJpeg(picture: Drawing): Promise<RenderedPicture> {
  const { data, info } = await picture.jpeg(jpeg).toBuffer({ resolveWithObject: true })
  return { bytes: new Uint8Array(data), width: info.width, height: info.height }
}
