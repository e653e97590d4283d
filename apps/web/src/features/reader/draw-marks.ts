import type { Draw } from 'foliate-js/view.js'

const SVG = 'http://www.w3.org/2000/svg'

/** A passage in colour; one with a note is underlined, too. */
export const drawHighlight: Draw = (rects, { color = 'yellow', hasNote = false } = {}) => {
  const group = document.createElementNS(SVG, 'g')
  for (const { left, top, width, height } of rects) {
    group.append(box(left - 1, top, width + 2, height, `fill: var(--mark-${color}); opacity: var(--mark-opacity)`, 2))
    if (hasNote) group.append(box(left, top + height - 2, width, 2, `fill: var(--mark-${color}-line)`))
  }
  return group
}

/** What was looked for, or is read aloud. */
export const drawFound: Draw = (rects) => {
  const group = document.createElementNS(SVG, 'g')
  for (const { left, top, width, height } of rects) {
    const style = 'fill: var(--accent); fill-opacity: 0.16; stroke: var(--accent); stroke-width: 1.5'
    group.append(box(left - 2, top - 1, width + 4, height + 2, style, 3))
  }
  return group
}

function box(x: number, y: number, width: number, height: number, style: string, radius = 0): SVGRectElement {
  const rect = document.createElementNS(SVG, 'rect')
  for (const [name, value] of Object.entries({ x, y, width, height, rx: radius }))
    rect.setAttribute(name, String(value))
  rect.style.cssText = style
  return rect
}
