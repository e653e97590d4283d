import sharp from 'sharp'
import { type Random, random } from './random.ts'

const WIDTH = 1000
const HEIGHT = 1500
const COVER_BYTES = 143_000
const MARKER_BYTES = 4

/** A JPEG of 1000 x 1500 and at most 143 kB, with areas of colour and grain: as costly to decode as a real cover. */
export async function baseCover(number: number): Promise<Buffer> {
  const picture = sharp(paint(random(number + 900)), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
  let [low, high] = [20, 95]
  let best = Buffer.alloc(0)
  while (low <= high) {
    const quality = (low + high) >> 1
    const bytes = await picture.clone().jpeg({ quality, optimiseCoding: false }).toBuffer()
    if (bytes.length <= COVER_BYTES - 40) {
      best = bytes
      low = quality + 1
    } else {
      high = quality - 1
    }
  }
  return best
}

/**
 * The same picture as a file that no other has: a comment segment behind the start of the image makes it unique and
 * brings it to the size wanted.
 */
export function uniqueCover(base: Buffer, text: string): Buffer {
  const comment = Buffer.alloc(Math.min(65_533, COVER_BYTES - base.length - MARKER_BYTES), 0x20)
  comment.write(text)
  const head = Buffer.from([0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 255])
  return Buffer.concat([base.subarray(0, 2), head, comment, base.subarray(2)])
}

function paint(dice: Random): Buffer {
  const from = colour(dice)
  const to = colour(dice)
  const discs = Array.from({ length: 9 }, () => ({
    x: dice.below(WIDTH),
    y: dice.below(HEIGHT),
    reach: (60 + dice.below(260)) ** 2,
    paint: colour(dice),
  }))
  const grain = 6 + dice.below(10)
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const disc = discs.find((d) => (d.x - x) ** 2 + (d.y - y) ** 2 < d.reach)
      const noise = (dice.next() - 0.5) * grain * 2
      const share = y / HEIGHT
      for (let channel = 0; channel < 3; channel++) {
        const ground = (from[channel] ?? 0) * (1 - share) + (to[channel] ?? 0) * share
        pixels[at++] = Math.max(0, Math.min(255, (disc?.paint[channel] ?? ground) + noise))
      }
    }
  }
  return pixels
}

const colour = (dice: Random): number[] => [dice.below(256), dice.below(256), dice.below(256)]
