import { pageLocator } from '#reading/page-place.ts'

/** A part of a page, in shares of its width and height, as the page stands upright. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** A locator holds 4,000 letters, which is more lines than a page has. */
const MOST_BOXES = 120
/** Pieces of a line lie this close together, in shares of the width of the page. */
const GAP = 0.02

/** Where a passage stands: `page:3#0.1,0.2,0.3,0.04;…`, a box for each of its lines. */
export function passageLocator(page: number, boxes: readonly Box[]): string {
  const shown = (value: number) => String(Math.round(value * 10_000) / 10_000)
  const lines = boxes
    .slice(0, MOST_BOXES)
    .map(({ left, top, width, height }) => [left, top, width, height].map(shown).join(','))
  return `${pageLocator(page)}#${lines.join(';')}`
}

/** The boxes of a locator; none where it names no more than a page, or is of another kind. */
export function boxesOf(locator: string | null): Box[] {
  const [, lines = ''] = /^page:\d+#(.+)$/.exec(locator ?? '') ?? []
  return lines.split(';').flatMap((line) => {
    const [left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] = line.split(',').map(Number)
    const isBox = [left, top, width, height].every((value) => value >= 0 && value <= 1)
    return isBox && line !== '' ? [{ left, top, width, height }] : []
  })
}

/** A box on a page that was turned clockwise by quarters. */
export function turned(box: Box, degrees: number): Box {
  let { left, top, width, height } = box
  for (let quarters = (((degrees / 90) % 4) + 4) % 4; quarters > 0; quarters--) {
    ;[left, top, width, height] = [1 - top - height, left, height, width]
  }
  return { left, top, width, height }
}

/** The pieces of text of a selection as lines: what lies beside or over each other becomes one box. */
export function joinLines(pieces: readonly Box[]): Box[] {
  const lines: Box[] = []
  for (const piece of pieces) {
    if (piece.width < 0.0005 || piece.height < 0.0005) continue
    const at = lines.findIndex((line) => isSameLine(line, piece))
    const line = lines[at]
    if (line) lines[at] = around(line, piece)
    else lines.push(piece)
  }
  return lines
}

function isSameLine(a: Box, b: Box): boolean {
  const overlap = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  const isBeside = a.left <= b.left + b.width + GAP && b.left <= a.left + a.width + GAP
  return isBeside && overlap > 0.6 * Math.min(a.height, b.height)
}

function around(a: Box, b: Box): Box {
  const left = Math.min(a.left, b.left)
  const top = Math.min(a.top, b.top)
  return {
    left,
    top,
    width: Math.max(a.left + a.width, b.left + b.width) - left,
    height: Math.max(a.top + a.height, b.top + b.height) - top,
  }
}

export const holds = ({ left, top, width, height }: Box, { x, y }: { x: number; y: number }) =>
  x >= left && x <= left + width && y >= top && y <= top + height
