export interface PageSize {
  /** In points, as the page stands when it is not turned by the reader. */
  width: number
  height: number
}

export type Layout = 'scroll' | 'single' | 'spread'
export type Zoom = 'width' | 'page' | number

export interface PlacedPage {
  /** From 0. */
  index: number
  left: number
  top: number
  width: number
  height: number
  scale: number
}

export interface PageLayout {
  pages: PlacedPage[]
  width: number
  height: number
}

const GAP = 12
export const zoomRange = { least: 0.25, most: 5 }
/** Points of a PDF are 1/72 of an inch, pixels of a page 1/96. */
const PIXELS_PER_POINT = 96 / 72

/** The pages that stand beside each other: pairs from the second page on, as in a book. */
export function rowsOf(count: number, layout: Layout): number[][] {
  if (layout !== 'spread') return Array.from({ length: count }, (_, index) => [index])
  const rows: number[][] = count > 0 ? [[0]] : []
  for (let index = 1; index < count; index += 2) rows.push(index + 1 < count ? [index, index + 1] : [index])
  return rows
}

/** Where each page of the given rows stands, in pixels. */
export function layOut(
  rows: readonly (readonly number[])[],
  sizes: (index: number) => PageSize,
  { zoom, rotation, view }: { zoom: Zoom; rotation: number; view: { width: number; height: number } },
): PageLayout {
  const isTurned = rotation % 180 !== 0
  const turned = (index: number) => {
    const { width, height } = sizes(index)
    return isTurned ? { width: height, height: width } : { width, height }
  }
  const pages: PlacedPage[] = []
  let top = GAP
  let widest = view.width
  for (const row of rows) {
    const own = row.map(turned)
    const rowWidth = own.reduce((sum, { width }) => sum + width, 0)
    const rowHeight = Math.max(...own.map(({ height }) => height))
    const scale = scaleOf(zoom, { width: rowWidth, height: rowHeight }, view, row.length)
    const width = rowWidth * scale + GAP * (row.length - 1)
    let left = Math.max(GAP, (view.width - width) / 2)
    widest = Math.max(widest, width + 2 * GAP)
    for (const [place, index] of row.entries()) {
      const size = own[place] ?? { width: 0, height: 0 }
      pages.push({ index, left, top, width: size.width * scale, height: size.height * scale, scale })
      left += size.width * scale + GAP
    }
    top += rowHeight * scale + GAP
  }
  return { pages, width: widest, height: top }
}

function scaleOf(zoom: Zoom, row: PageSize, view: { width: number; height: number }, count: number): number {
  if (typeof zoom === 'number') return zoom * PIXELS_PER_POINT
  const byWidth = (view.width - GAP * (count + 1)) / row.width
  const byHeight = (view.height - 2 * GAP) / row.height
  return Math.max(0.05, zoom === 'width' ? Math.min(byWidth, 2 * PIXELS_PER_POINT) : Math.min(byWidth, byHeight))
}

/** Pages within sight or close to it. */
export function pagesNear({ pages }: PageLayout, top: number, height: number): PlacedPage[] {
  const margin = height
  return pages.filter((page) => page.top + page.height > top - margin && page.top < top + height + margin)
}

/** The page that a reader looks at: the one that holds the line a third down the window. */
export function pageAt({ pages }: PageLayout, top: number, height: number): PlacedPage | undefined {
  const line = top + height / 3
  return pages.findLast((page) => page.top <= line) ?? pages[0]
}
