import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

/** Draws the icons of the installed app from the mark of the project: `node scripts/make-icons.ts`. */
const at = (path: string) => fileURLToPath(new URL(`../apps/web/public/${path}`, import.meta.url))
const mark = readFileSync(at('icon.svg'))
const cloth = '#1d5f4e'

const drawn = (size: number) => sharp(mark, { density: (72 * size) / 32 }).resize(size, size)

for (const size of [192, 512])
  await drawn(size)
    .png({ palette: true })
    .toFile(at(`icons/any-${size}.png`))

// Platforms cut these into shapes of their own: cloth up to the edges, the mark within the safe circle.
for (const [name, size] of [
  ['maskable-192', 192],
  ['maskable-512', 512],
  ['apple-touch', 180],
] as const) {
  const inner = Math.round(size * 0.72)
  await sharp({ create: { width: size, height: size, channels: 3, background: cloth } })
    .composite([{ input: await drawn(inner).png().toBuffer() }])
    .png({ palette: true })
    .toFile(at(`icons/${name}.png`))
}
