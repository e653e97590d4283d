import type { View } from 'foliate-js/view.js'

interface Turning {
  view: View
  /** Somebody touched the middle of the page. */
  onMiddle: () => void
}

/** Wheels and trackpads send many small events for one gesture; this much makes a page, and then a pause. */
const WHEEL_STEP = 40
const WHEEL_PAUSE_MS = 280

/** Keys, taps and wheel, on the page of the app and on every page of the book. @returns stops listening */
export function listenForTurns({ view, onMiddle }: Turning): () => void {
  const stops: (() => void)[] = []
  const wheel = wheelTurns(view)

  const listen = (target: Document, isBook: boolean) => {
    const onKey = (event: KeyboardEvent) => turnByKey(view, event)
    const onClick = (event: MouseEvent) => {
      if (isBook || event.target === view) turnByTap(view, event, onMiddle)
    }
    target.addEventListener('keydown', onKey)
    target.addEventListener('click', onClick)
    target.addEventListener('wheel', wheel, { passive: true })
    stops.push(keepTapsFromSnapping(target))
    stops.push(() => {
      target.removeEventListener('keydown', onKey)
      target.removeEventListener('click', onClick)
      target.removeEventListener('wheel', wheel)
    })
  }

  listen(document, false)
  const onLoad = (event: Event) => listen((event as CustomEvent<{ doc: Document }>).detail.doc, true)
  view.addEventListener('load', onLoad)
  stops.push(() => view.removeEventListener('load', onLoad))
  return () => {
    for (const stop of stops) stop()
  }
}

/**
 * foliate slides to the nearest page whenever a finger leaves the screen, also after a mere tap; that slide and the page
 * turned by the tap would run at the same time, and the one that ends last wins. A finger that has not moved is ours.
 */
function keepTapsFromSnapping(target: Document): () => void {
  let hasMoved = false
  const start = () => {
    hasMoved = false
  }
  const move = () => {
    hasMoved = true
  }
  const end = (event: Event) => {
    if (!hasMoved) event.stopPropagation()
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

/** Elements that use the arrow keys, or all keys, themselves. Books have their own realm, so `instanceof` would not do. */
const isBusy = (target: EventTarget | null) => isWithin(target, 'input, select, textarea, dialog, [role=menu]')
/** Elements that a press of the space bar sets off. */
const isPressed = (target: EventTarget | null) => isWithin(target, 'button, a[href], summary, audio, video')

const isWithin = (target: EventTarget | null, selector: string) => {
  const found = (target as Partial<Element> | null)?.closest?.(selector)
  return found !== undefined && found !== null
}

function turnByKey(view: View, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isBusy(event.target)) return
  if ((event.key === ' ' || event.key === 'Enter') && isPressed(event.target)) return
  const turn = turnOf(view, event)
  if (!turn) return
  event.preventDefault()
  void turn
}

function turnOf(view: View, { key, shiftKey }: KeyboardEvent): Promise<unknown> | undefined {
  if (key === 'ArrowLeft') return view.goLeft()
  if (key === 'ArrowRight') return view.goRight()
  if (key === 'PageUp' || key === 'ArrowUp' || (key === ' ' && shiftKey)) return view.prev()
  if (key === 'PageDown' || key === 'ArrowDown' || key === ' ' || key === 'Enter') return view.next()
  if (key === 'Home') return view.goToFraction(0)
  if (key === 'End') return view.goToFraction(1)
  return undefined
}

function turnByTap(view: View, event: MouseEvent, onMiddle: () => void): void {
  const target = event.target as Element | null
  const frame = target?.ownerDocument.defaultView
  if (event.button !== 0 || !frame || target.closest('a[href], button, input, select, audio, video, summary')) return
  if (!frame.getSelection()?.isCollapsed) return
  // The frame is as wide as all pages of its chapter: only its offset tells where on the screen a tap was.
  const left = frame.frameElement?.getBoundingClientRect().left ?? 0
  const share = (left + event.clientX) / window.innerWidth
  if (share < 0.3) void view.goLeft()
  else if (share > 0.7) void view.goRight()
  else onMiddle()
}

function wheelTurns(view: View): (event: WheelEvent) => void {
  let sum = 0
  let quietUntil = 0
  let last = 0
  return (event) => {
    if (event.ctrlKey || isBusy(event.target)) return
    if (event.timeStamp - last > 200) sum = 0
    last = event.timeStamp
    if (event.timeStamp < quietUntil) return
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY)
    sum += isSideways ? event.deltaX : event.deltaY
    if (Math.abs(sum) < WHEEL_STEP) return
    const isForward = sum > 0
    sum = 0
    quietUntil = event.timeStamp + WHEEL_PAUSE_MS
    if (isSideways) void (isForward ? view.goRight() : view.goLeft())
    else void (isForward ? view.next() : view.prev())
  }
}
