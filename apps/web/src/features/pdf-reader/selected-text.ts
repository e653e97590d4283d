import { type Box, joinLines, turned } from './page-boxes.ts'

/** What of a selection stands on one page. */
export interface PagePassage {
  /** From 1. */
  page: number
  text: string
  boxes: Box[]
}

/** The parts of a selection by page; `rotation` is how far the pages are turned. */
export function selectedText(pages: HTMLElement, range: Range, rotation: number): PagePassage[] {
  return [...pages.querySelectorAll<HTMLElement>('[data-page]')].flatMap((page) => {
    const layer = page.querySelector('.textLayer')
    if (!layer || !range.intersectsNode(layer)) return []
    const own = range.cloneRange()
    if (!layer.contains(range.startContainer)) own.setStart(layer, 0)
    if (!layer.contains(range.endContainer)) own.setEnd(layer, layer.childNodes.length)
    const text = wordsOf(own)
    const frame = page.getBoundingClientRect()
    const boxes = joinLines([...own.getClientRects()].map((rect) => turned(share(rect, frame), -rotation)))
    return text && boxes.length > 0 ? [{ page: Number(page.dataset.page), text, boxes }] : []
  })
}

/** The words of a range; the layer of text says with an element, not with a letter, where a line ends. */
function wordsOf(range: Range): string {
  const words = range.cloneContents()
  for (const end of words.querySelectorAll('br')) end.replaceWith(' ')
  return (words.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/** Where on a page something on the screen is, in shares of the page. */
function share(rect: DOMRect, page: DOMRect): Box {
  const left = clamp((rect.left - page.left) / page.width)
  const top = clamp((rect.top - page.top) / page.height)
  return {
    left,
    top,
    width: clamp((rect.right - page.left) / page.width) - left,
    height: clamp((rect.bottom - page.top) / page.height) - top,
  }
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
