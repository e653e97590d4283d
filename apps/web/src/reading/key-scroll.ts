/** How far an arrow key moves, about as far as browsers do. */
const LINE_PX = 40
/** Of the height; the last lines stay in sight. */
const PAGE_SHARE = 0.875

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey'>
type View = Pick<HTMLElement, 'clientHeight' | 'clientWidth' | 'scrollWidth'>

/**
 * How far a key moves what is read in a view that scrolls; undefined for other keys. Browsers scroll only what has the
 * focus: nothing in a reader that was just opened, a button after its menu was closed.
 */
export function keyScroll({ key, shiftKey }: Key, view: View): { left?: number; top?: number } | undefined {
  const page = view.clientHeight * PAGE_SHARE
  if (key === ' ') return { top: shiftKey ? -page : page }
  // Together with Shift, the other keys select text.
  if (shiftKey) return undefined
  if (key === 'PageDown') return { top: page }
  if (key === 'PageUp') return { top: -page }
  if (key === 'ArrowDown') return { top: LINE_PX }
  if (key === 'ArrowUp') return { top: -LINE_PX }
  const isWider = view.scrollWidth > view.clientWidth
  if (key === 'ArrowRight') return isWider ? { left: LINE_PX } : { top: page }
  if (key === 'ArrowLeft') return isWider ? { left: -LINE_PX } : { top: -page }
  return undefined
}
