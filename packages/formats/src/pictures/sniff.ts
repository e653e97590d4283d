import type { CoverPicture } from '../facts.ts'

type Mime = CoverPicture['mime']

const signatures: [mime: Mime, offset: number, bytes: string][] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBP'],
  ['image/avif', 4, 'ftypavif'],
  ['image/avif', 4, 'ftypavis'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
]

/** How far a drawing may hide behind comments and a document type before we stop looking for its root. */
const SVG_PROLOGUE = 4096

/** The kind of a picture by its bytes, or null where it is none that we can draw. */
export function sniffPicture(bytes: Uint8Array): Mime | null {
  const head = latin1(bytes, 32)
  for (const [mime, offset, signature] of signatures) {
    if (head.startsWith(signature, offset)) return mime
  }
  if (head.startsWith('ftypmif1', 4) && head.includes('avif')) return 'image/avif'
  if (isBitmap(bytes, head)) return 'image/bmp'
  return isSvg(bytes) ? 'image/svg+xml' : null
}

/** `BM` alone begins many a text, so the size of the header that follows must be one of those in use. */
function isBitmap(bytes: Uint8Array, head: string): boolean {
  return head.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0) && bytes[15] === 0
}

function isSvg(bytes: Uint8Array): boolean {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)
  const text = isWide
    ? new TextDecoder('utf-16le').decode(bytes.subarray(0, SVG_PROLOGUE))
    : latin1(bytes, SVG_PROLOGUE)
  const start = text.replace(/^(?:\xef\xbb\xbf|\ufeff)/, '').trimStart()
  if (!start.startsWith('<')) return false
  return /^<(?:\w+:)?svg[\s>/]/.test(rootElement(start))
}

/** Skips the declaration, comments and document type in front of the root, one after the other, in linear time. */
function rootElement(text: string): string {
  let rest = text
  for (;;) {
    const end = rest.startsWith('<!--')
      ? '-->'
      : rest.startsWith('<?')
        ? '?>'
        : /^<!doctype/i.test(rest)
          ? doctypeEnd(rest)
          : null
    if (end === null) return rest
    const at = rest.indexOf(end)
    if (at < 0) return ''
    rest = rest.slice(at + end.length).trimStart()
  }
}

/** A document type with a subset of its own ends with `]>`. */
function doctypeEnd(text: string): string {
  const subset = text.indexOf('[')
  const close = text.indexOf('>')
  return subset >= 0 && subset < close ? ']>' : '>'
}

function latin1(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, length)).toString('latin1')
}
