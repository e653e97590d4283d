export interface GridShape {
  columns: number
  cardWidth: number
  gap: number
  rowHeight: number
}

/** What stands below a cover: two lines of title, one of authors, and the space between. */
const CAPTION = 76

/**
 * How many covers stand beside each other in a width, and how high a row of them is. `least`: how narrow they may be,
 * where somebody has chosen it.
 */
export function gridShape(width: number, least?: number): GridShape {
  const isNarrow = width < 560
  const gap = isNarrow ? 16 : 28
  const narrowest = least ?? (isNarrow ? 100 : 148)
  const columns = Math.max(least ? 1 : 2, Math.floor((width + gap) / (narrowest + gap)))
  const cardWidth = Math.floor((width - gap * (columns - 1)) / columns)
  return { columns, cardWidth, gap, rowHeight: Math.round(cardWidth * 1.5) + CAPTION + (isNarrow ? 16 : 24) }
}
