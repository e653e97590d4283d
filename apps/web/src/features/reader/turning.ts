import type { Renderer, View } from 'foliate-js/view.js'
import { type Command, commandOf } from './keys.ts'

export interface Gestures {
  /** Somebody touched the middle of the page. */
  onMiddle: () => void
  onCommand: (command: Command) => void
  /** A click on something in the page that is no turn: `true` where it was taken. */
  onClick: (event: MouseEvent) => boolean
  /** Pages were turned by finger, key or wheel. */
  onTurn: (by: 'finger' | 'key' | 'wheel') => void
  /** Somebody turned further than the book goes. */
  onEnd: () => void
}

/** Wheels and trackpads send many small events for one gesture; this much makes a page, and then a pause. */
const WHEEL_STEP = 40
const WHEEL_PAUSE_MS = 280
/** A press of an arrow key moves a scrolled text by about three lines. */
const ARROW_PX = 90

/** Keys, taps and wheel, on the page of the app and on every page of the book. @returns stops listening */
export function listenForTurns(view: View, gestures: Gestures): () => void {
  const stops: (() => void)[] = []
  const pages = pageTurner(view, gestures.onEnd)
  const wheel = wheelTurns(view, pages, gestures)

  const listen = (target: Document, isBook: boolean) => {
    const onKey = (event: KeyboardEvent) => handleKey(view, pages, event, gestures)
    const onClick = (event: MouseEvent) => {
      if ((isBook && !gestures.onClick(event)) || event.target === view) handleTap(pages, event, gestures)
    }
    const atEnds = isBook ? pulledPastEnds(view, pages, gestures) : undefined
    target.addEventListener('keydown', onKey)
    target.addEventListener('click', onClick)
    target.addEventListener('wheel', wheel, { passive: true })
    stops.push(keepTapsFromSnapping(target, () => gestures.onTurn('finger')))
    stops.push(() => {
      target.removeEventListener('keydown', onKey)
      target.removeEventListener('click', onClick)
      target.removeEventListener('wheel', wheel)
    })
    if (!atEnds) return
    target.addEventListener('touchstart', atEnds.start, { passive: true })
    target.addEventListener('touchend', atEnds.end, { passive: true })
  }

  listen(document, false)
  const onLoad = (event: Event) => listen((event as CustomEvent<{ doc: Document }>).detail.doc, true)
  view.addEventListener('load', onLoad)
  stops.push(() => view.removeEventListener('load', onLoad))
  return () => {
    for (const stop of stops) stop()
  }
}

type Turner = ReturnType<typeof pageTurner>

/** So many presses are made up for; whoever presses more of them does not want to see each page. */
const MOST_WAITING = 5

/**
 * Turns pages one after the other: foliate ignores a turn while another is on its way, so that others wait for it. What somebody waits
 * for does not slide.
 */
export function pageTurner(view: View, onEnd: () => void) {
  const waiting: (() => Promise<unknown>)[] = []
  let isTurning = false
  const run = async (turn: () => Promise<unknown>) => {
    if (isTurning) {
      if (waiting.length < MOST_WAITING) waiting.push(turn)
      return
    }
    isTurning = true
    const { renderer } = view
    const slides = renderer.hasAttribute('animated')
    if (waiting.length > 0) renderer.removeAttribute('animated')
    try {
      await turn()
    } finally {
      isTurning = false
      renderer.toggleAttribute('animated', slides)
    }
    const next = waiting.shift()
    if (next) void run(next)
  }
  const forward = async (distance?: number) => {
    if (isAtEnd(view)) onEnd()
    else await view.next(distance)
  }
  const isRtl = () => view.book.dir === 'rtl'
  return {
    isTurning: () => isTurning,
    next: (distance?: number) => void run(() => forward(distance)),
    prev: (distance?: number) => void run(() => view.prev(distance)),
    left: () => void run(() => (isRtl() ? forward() : view.prev())),
    right: () => void run(() => (isRtl() ? view.prev() : forward())),
    to: (fraction: number) => void run(() => goToFraction(view, fraction)),
  }
}

/** For foliate the end of a book is that of its last file, though that may be one which nobody comes by when reading. */
export function goToFraction(view: View, fraction: number): Promise<unknown> {
  if (fraction < 1) return view.goToFraction(fraction)
  return view.renderer.goTo({ index: lastPage(view), anchor: () => 1 })
}

const lastPage = ({ book }: View) => book.sections.findLastIndex(({ linear, load }) => linear !== 'no' && load)

/** Nothing comes after what is shown. */
export function isAtEnd(view: View): boolean {
  const { renderer } = view
  const shown = renderer.getContents()
  const index = renderer.index ?? Math.max(...shown.map(({ index = -1 }) => index))
  if (index < lastPage(view)) return false
  return renderer.scrolled ? sectionEnds(renderer).isBottom : (renderer.atEnd ?? true)
}

const sectionEnds = ({ start = 0, end = 0, viewSize = 0 }: Pick<Renderer, 'start' | 'end' | 'viewSize'>) => ({
  isTop: start <= 2,
  isBottom: viewSize - end <= 2,
})

/**
 * foliate slides to the nearest page whenever a finger leaves the screen, also after a mere tap; that slide and the page
 * turned by the tap would run at the same time, and the one that ends last wins. A finger that has not moved is ours.
 */
function keepTapsFromSnapping(target: Document, onSwipe: () => void): () => void {
  let hasMoved = false
  const start = () => {
    hasMoved = false
  }
  const move = () => {
    hasMoved = true
  }
  const end = (event: Event) => {
    if (hasMoved) onSwipe()
    else event.stopPropagation()
  }
  const how = { capture: true, passive: true }
  target.addEventListener('touchstart', start, how)
  target.addEventListener('touchmove', move, how)
  target.addEventListener('touchend', end, how)
  return () => {
    target.removeEventListener('touchstart', start, how)
    target.removeEventListener('touchmove', move, how)
    target.removeEventListener('touchend', end, how)
  }
}

/** A scrolled chapter ends where its file does: pulling on at its end leads to the next. */
function pulledPastEnds(view: View, pages: Turner, { onTurn }: Gestures) {
  let from: { y: number; isTop: boolean; isBottom: boolean } | undefined
  return {
    start: (event: TouchEvent) => {
      const touch = event.changedTouches[0]
      const { renderer } = view
      from = renderer.scrolled && touch ? { y: touch.screenY, ...sectionEnds(renderer) } : undefined
    },
    end: (event: TouchEvent) => {
      const pulled = from ? from.y - (event.changedTouches[0]?.screenY ?? from.y) : 0
      if (from?.isBottom && pulled > 70) pages.next()
      else if (from?.isTop && pulled < -70) pages.prev()
      else return
      onTurn('finger')
    },
  }
}

/** Elements that use the arrow keys, or all keys, themselves. Books have their own realm, so `instanceof` would not do. */
const isBusy = (target: EventTarget | null) =>
  isWithin(target, 'input, select, textarea, dialog, [role=menu], [role=dialog], [role=slider]')
/** Elements that a press of the space bar sets off. */
const isPressed = (target: EventTarget | null) => isWithin(target, 'button, a[href], summary, audio, video')

const isWithin = (target: EventTarget | null, selector: string) => {
  const found = (target as Partial<Element> | null)?.closest?.(selector)
  return found !== undefined && found !== null
}

function handleKey(view: View, pages: Turner, event: KeyboardEvent, { onCommand, onTurn }: Gestures): void {
  if (event.defaultPrevented || isBusy(event.target)) return
  if ((event.key === ' ' || event.key === 'Enter') && isPressed(event.target)) return
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey
  const turn = isPlain ? turnOf(pages, event, view.renderer.scrolled === true) : undefined
  const command = turn ? undefined : commandOf(event)
  if (!turn && !command) return
  // Escape also leaves full screen, and closes what the browser opened.
  if (command !== 'close') event.preventDefault()
  if (command) onCommand(command)
  // A key that is held down turns as fast as pages turn, and stops when it is let go.
  if (!turn || (event.repeat && pages.isTurning())) return
  turn()
  onTurn('key')
}

function turnOf(pages: Turner, { key, shiftKey }: KeyboardEvent, isScrolled: boolean): (() => void) | undefined {
  if (key === 'ArrowLeft') return pages.left
  if (key === 'ArrowRight') return pages.right
  if (key === 'ArrowUp') return () => pages.prev(isScrolled ? ARROW_PX : undefined)
  if (key === 'ArrowDown') return () => pages.next(isScrolled ? ARROW_PX : undefined)
  if (key === 'PageUp' || (key === ' ' && shiftKey)) return () => pages.prev()
  if (key === 'PageDown' || key === ' ' || key === 'Enter') return () => pages.next()
  if (key === 'Home') return () => pages.to(0)
  if (key === 'End') return () => pages.to(1)
  return undefined
}

function handleTap(pages: Turner, event: MouseEvent, { onMiddle, onTurn }: Gestures): void {
  const target = event.target as Element | null
  const frame = target?.ownerDocument.defaultView
  if (event.button !== 0 || !frame || target.closest('a[href], button, input, select, audio, video, summary')) return
  if (!frame.getSelection()?.isCollapsed) return
  const share = screenPoint(event).x / window.innerWidth
  if (share >= 0.3 && share <= 0.7) {
    onMiddle()
    return
  }
  if (share < 0.3) pages.left()
  else pages.right()
  onTurn((event as PointerEvent).pointerType === 'touch' ? 'finger' : 'key')
}

/** Where on the screen something in a page of the book is: the frame is as wide as all pages of its chapter. */
export function screenPoint({ clientX, clientY, target }: MouseEvent): { x: number; y: number } {
  const frame = (target as Element | null)?.ownerDocument.defaultView?.frameElement
  if (!frame) return { x: clientX, y: clientY }
  const { left, top, width } = frame.getBoundingClientRect()
  // Fixed layouts are drawn smaller or larger than they are.
  const scale = width / ((frame as HTMLElement).offsetWidth || width)
  return { x: left + clientX * scale, y: top + clientY * scale }
}

function wheelTurns(view: View, pages: Turner, { onTurn }: Gestures): (event: WheelEvent) => void {
  let sum = 0
  let quietUntil = 0
  let last = 0
  return (event) => {
    if (event.ctrlKey || isBusy(event.target)) return
    if (event.timeStamp - last > 200) sum = 0
    last = event.timeStamp
    const { renderer } = view
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY)
    if (renderer.scrolled && !isSideways) {
      // The text scrolls by itself; only at the ends of a chapter does the wheel turn.
      const { isTop, isBottom } = sectionEnds(renderer)
      if (!(event.deltaY > 0 ? isBottom : isTop)) {
        sum = 0
        return
      }
    }
    if (event.timeStamp < quietUntil) return
    sum += isSideways ? event.deltaX : event.deltaY
    if (Math.abs(sum) < WHEEL_STEP * (renderer.scrolled ? 4 : 1)) return
    const isForward = sum > 0
    sum = 0
    quietUntil = event.timeStamp + WHEEL_PAUSE_MS
    if (isSideways) (isForward ? pages.right : pages.left)()
    else (isForward ? pages.next : pages.prev)()
    onTurn('wheel')
  }
}
