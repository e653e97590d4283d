import type { Renderer } from 'foliate-js/view.js'
import type { ReaderSettings } from './reader-settings.ts'

const widths = { narrow: 820, medium: 680, wide: 560 }
const gaps = { narrow: '4%', medium: '6.5%', wide: '11%' }

/** How the pages of a book lie on a screen of a size, in the words of foliate's paginator; null takes a word away. */
export function layoutOf(
  { margin, columns, flow, turn, paper }: ReaderSettings,
  screen: { width: number; height: number; isMotionReduced: boolean },
): Record<string, string | null> {
  const widest = widths[margin]
  // Room for the bars above and below, which are as high as a finger; less where there is little to share.
  const edge = screen.height < 480 ? 40 : 56
  const isStill = turn === 'still' || paper === 'ink' || screen.isMotionReduced
  return {
    flow: flow === 'scroll' ? 'scrolled' : 'paginated',
    margin: `${edge}px`,
    gap: gaps[margin],
    'max-inline-size': `${columns === 'two' ? Math.min(widest, Math.floor(screen.width / 2) - 8) : widest}px`,
    'max-column-count': columns === 'one' ? '1' : '2',
    animated: isStill ? null : '',
  }
}

/** Every change lays out the chapter anew, so only what differs is set. */
export function applyLayout(renderer: Renderer, settings: ReaderSettings): void {
  const screen = {
    width: innerWidth,
    height: innerHeight,
    isMotionReduced: matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
  for (const [name, value] of Object.entries(layoutOf(settings, screen))) {
    if (renderer.getAttribute(name) === value) continue
    if (value === null) renderer.removeAttribute(name)
    else renderer.setAttribute(name, value)
  }
}

/**
 * Turning past the last page of a chapter first shows the empty page after it, and then the next chapter once that is
 * loaded. Nobody is there: what foliate names as the place is the beginning of the chapter that is left.
 */
export function isBetweenChapters({ scrolled, page, pages }: Pick<Renderer, 'scrolled' | 'page' | 'pages'>): boolean {
  if (scrolled || page === undefined || pages === undefined || pages <= 2) return false
  return page < 1 || page > pages - 2
}

/**
 * A window that gets or changes its size while a chapter is on its way would have foliate lay out a document that has no
 * content yet, which throws, or the empty one that a frame begins with: that leaves a frame without any width, in which
 * laying out the chapter takes seconds. The chapter is laid out when it is there.
 */
export function waitForPages(renderer: Renderer): void {
  const render = renderer.render?.bind(renderer)
  if (!render) return
  renderer.render = () => {
    const doc = renderer.getContents()[0]?.doc
    if (doc?.body && doc.URL !== 'about:blank') render()
  }
}
