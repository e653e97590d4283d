/** Every so many pixels are enough to know which colour fills a thumbnail. */
const STRIDE = 7

/** The most frequent colour of a raw picture as `#rrggbb`: the mean of its fullest bin, with 3 bits for each channel. */
export function dominantColour(pixels: Uint8Array, channels: number): string {
  const counts = new Uint32Array(512)
  const sums = new Float64Array(512 * 3)
  const green = channels >= 3 ? 1 : 0
  const blue = channels >= 3 ? 2 : 0
  let fullest = 0
  for (let at = 0; at + channels <= pixels.length; at += channels * STRIDE) {
    const r = pixels[at] as number
    const g = pixels[at + green] as number
    const b = pixels[at + blue] as number
    const bin = ((r >> 5) << 6) | ((g >> 5) << 3) | (b >> 5)
    counts[bin] = (counts[bin] as number) + 1
    sums[bin * 3] = (sums[bin * 3] as number) + r
    sums[bin * 3 + 1] = (sums[bin * 3 + 1] as number) + g
    sums[bin * 3 + 2] = (sums[bin * 3 + 2] as number) + b
    if ((counts[bin] as number) > (counts[fullest] as number)) fullest = bin
  }
  const count = counts[fullest] || 1
  const hex = (channel: number) =>
    Math.round((sums[fullest * 3 + channel] as number) / count)
      .toString(16)
      .padStart(2, '0')
  return `#${hex(0)}${hex(1)}${hex(2)}`
}
