import { UnreadableBook } from '../facts.ts'
import { loadSharp } from './load-sharp.ts'

export interface PictureToFit {
  /** A picture that was drawn here; null for a cover made of words. */
  bytes: Uint8Array | null
  /** What stands on a cover that is made. */
  title: string
  authors: string[]
  width: number
  height: number
  /** 1 to 100. */
  quality: number
  isGrey: boolean
}

/** Made covers are drawn at this size, that of most books. */
const MADE = { width: 600, height: 900 }

/**
 * A picture as small readers take it: a baseline JPEG that fits into a box and is not larger than it was.
 * @throws {UnreadableBook} where the picture cannot be drawn
 */
export async function fitPicture({
  bytes,
  width,
  height,
  quality,
  isGrey,
  ...words
}: PictureToFit): Promise<Uint8Array> {
  const draw = await loadSharp()
  try {
    const source = draw(bytes ?? Buffer.from(madeCover(words)), { failOn: 'none', sequentialRead: true })
    const fitted = source
      .resize({ width, height, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
    const coloured = isGrey ? fitted.greyscale() : fitted.toColourspace('srgb')
    return new Uint8Array(await coloured.jpeg({ quality, progressive: false }).toBuffer())
  } catch (cause) {
    throw new UnreadableBook('damaged', 'The cover cannot be drawn', { cause })
  }
}

const LINE = 18
const MOST_LINES = 9

/** A cover of words, in a colour that belongs to them. */
export function madeCover({ title, authors }: { title: string; authors: string[] }): string {
  const hue = [...title].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  const lines = wrap(title)
  const text = lines.map((line, index) => textLine(line, 300 + index * 62, 52, 700)).join('')
  const by = wrap(authors.slice(0, 3).join(', '))
    .slice(0, 2)
    .map((line, index) => textLine(line, 790 + index * 40, 32, 400))
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${MADE.width}" height="${MADE.height}">
<rect width="100%" height="100%" fill="hsl(${hue},32%,30%)"/>
<rect x="28" y="28" width="544" height="844" fill="none" stroke="#ffffff" stroke-opacity="0.5" stroke-width="3"/>
${text}${by}</svg>`
}

const textLine = (words: string, y: number, size: number, weight: number) =>
  `<text x="300" y="${y}" text-anchor="middle" font-family="Georgia, 'Noto Serif', serif" font-size="${size}" font-weight="${weight}" fill="#ffffff">${escapeText(words)}</text>`

const escapeText = (text: string) =>
  text
    .replace(/\p{Cc}|\p{Cs}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

function wrap(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.length > LINE * 1.3 ? `${word.slice(0, LINE)}…` : word)
  }
  return lines.slice(0, MOST_LINES)
}
