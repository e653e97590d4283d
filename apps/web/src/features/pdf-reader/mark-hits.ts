import type { PdfHit } from './use-pdf-search.ts'

const ALL = 'pdf-hits'
const CURRENT = 'pdf-hit'

/**
 * Marks hits in the text of the pages that are there, without a change to the page: the browser paints them itself.
 * @param texts the pieces of text of each page by its index
 */
export function markHits(
  texts: ReadonlyMap<number, readonly HTMLElement[]>,
  hits: readonly PdfHit[],
  current: PdfHit | undefined,
): void {
  if (!('highlights' in CSS)) return
  const shown = hits.filter(({ page }) => texts.has(page))
  CSS.highlights.set(
    ALL,
    new Highlight(...shown.filter((hit) => hit !== current).flatMap((hit) => rangesOf(texts, hit))),
  )
  CSS.highlights.set(CURRENT, new Highlight(...(current ? rangesOf(texts, current) : [])))
}

export function unmarkHits(): void {
  if (!('highlights' in CSS)) return
  CSS.highlights.delete(ALL)
  CSS.highlights.delete(CURRENT)
}

export function rangesOf(texts: ReadonlyMap<number, readonly HTMLElement[]>, { page, pieces }: PdfHit): Range[] {
  return pieces.flatMap(({ item, start, end }) => {
    const node = texts.get(page)?.[item]?.firstChild
    if (!node) return []
    const range = new Range()
    const length = node.textContent?.length ?? 0
    range.setStart(node, Math.min(start, length))
    range.setEnd(node, Math.min(end, length))
    return [range]
  })
}
