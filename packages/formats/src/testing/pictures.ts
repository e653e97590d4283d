/** The header of a PNG that claims a size; enough for everything that does not decode. */
export function pngOf(width: number, height: number): Uint8Array {
  const png = Buffer.alloc(45)
  png.write('\x89PNG\r\n\x1a\n', 'latin1')
  png.writeUInt32BE(13, 8)
  png.write('IHDR', 12)
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

/** A JPEG of the given size in bytes, by its markers at least. */
export function jpegOf(width: number, height: number, bytes = 100): Uint8Array {
  const jpeg = Buffer.alloc(Math.max(bytes, 40))
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8]).copy(jpeg)
  jpeg.writeUInt16BE(height, 13)
  jpeg.writeUInt16BE(width, 15)
  return jpeg
}
