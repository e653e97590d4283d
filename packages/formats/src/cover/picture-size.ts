import type { CoverPicture } from '../facts.ts'

export interface PictureSize {
  width: number
  height: number
}

/** Width and height as the header of a picture claims them; `undefined` where it does not say it in a place worth looking at. */
export function pictureSize(bytes: Uint8Array, mime: CoverPicture['mime']): PictureSize | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (mime) {
    case 'image/jpeg':
      return jpegSize(data)
    case 'image/png':
      return data.length < 24 ? undefined : { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
    case 'image/gif':
      return data.length < 10 ? undefined : { width: data.readUInt16LE(6), height: data.readUInt16LE(8) }
    case 'image/webp':
      return webpSize(data)
    case 'image/bmp':
      return data.length < 26
        ? undefined
        : { width: Math.abs(data.readInt32LE(18)), height: Math.abs(data.readInt32LE(22)) }
    default:
      return undefined
  }
}

/** Walks the segments up to the frame header, which holds the size. */
function jpegSize(data: Buffer): PictureSize | undefined {
  let at = 2
  while (at + 9 < data.length) {
    if (data[at] !== 0xff) break
    const marker = data[at + 1] as number
    if (marker === 0xff) {
      at++
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) }
    at += 2 + data.readUInt16BE(at + 2)
  }
  return undefined
}

function webpSize(data: Buffer): PictureSize | undefined {
  const kind = data.toString('latin1', 12, 16)
  if (kind === 'VP8X' && data.length >= 30)
    return { width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ' && data.length >= 30)
    return { width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff }
  if (kind === 'VP8L' && data.length >= 25) {
    const bits = data.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return undefined
}
