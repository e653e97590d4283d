import { UnreadableBook } from '../facts.ts'

const RED_GREEN_BLUE = 3

/**
 * Decodes an uncompressed Windows bitmap (1, 4, 8, 24 or 32 bits), which the picture library does not know and
 * old Kindle books and scanned comics still hold. Throws `UnreadableBook`.
 */
export function decodeBitmap(bytes: Uint8Array, maxPixels: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return decode(view, maxPixels)
  } catch (cause) {
    if (cause instanceof RangeError) throw new UnreadableBook('damaged', 'The bitmap is cut off', { cause })
    throw cause
  }
}

function decode(view: DataView, maxPixels: number) {
  const start = view.getUint32(10, true)
  const headerSize = view.getUint32(14, true)
  if (headerSize < 40) throw new UnreadableBook('unsupported', 'This old kind of bitmap is not supported')
  const width = view.getInt32(18, true)
  const signedHeight = view.getInt32(22, true)
  const height = Math.abs(signedHeight)
  const bits = view.getUint16(28, true)
  const compression = view.getUint32(30, true)
  if (width <= 0 || height === 0 || width * height > maxPixels) {
    throw new UnreadableBook('too-large', 'The bitmap has too many pixels to be drawn')
  }
  // 3 says which bits hold which colour; those of pictures in use are the same as without.
  if (![1, 4, 8, 24, 32].includes(bits) || (compression !== 0 && !(compression === 3 && bits === 32))) {
    throw new UnreadableBook('unsupported', 'This kind of bitmap is not supported')
  }
  const stride = Math.ceil((width * bits) / 32) * 4
  if (start + stride * height > view.byteLength) throw new UnreadableBook('damaged', 'The bitmap is cut off')

  const palette = 14 + headerSize
  const data = Buffer.alloc(width * height * RED_GREEN_BLUE)
  let to = 0
  for (let y = 0; y < height; y++) {
    const row = start + stride * (signedHeight < 0 ? y : height - 1 - y)
    for (let x = 0; x < width; x++) {
      const at = bits >= 24 ? row + x * (bits / 8) : palette + 4 * paletteIndex(view, row, x, bits)
      data[to++] = view.getUint8(at + 2)
      data[to++] = view.getUint8(at + 1)
      data[to++] = view.getUint8(at)
    }
  }
  return { data, width, height, channels: RED_GREEN_BLUE } as const
}

function paletteIndex(view: DataView, row: number, x: number, bits: number): number {
  const perByte = 8 / bits
  const byte = view.getUint8(row + Math.floor(x / perByte))
  return (byte >> (8 - bits * ((x % perByte) + 1))) & ((1 << bits) - 1)
}
