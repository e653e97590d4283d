import { type BookLocation, type Contents, type Draw, type OpenBook, View } from 'foliate-js/view.js'
import { useEffect, useRef, useState } from 'react'
import { bookStyles } from './book-styles.ts'
import { applyLayout, isBetweenChapters, waitForPages } from './layout.ts'
import type { Paper } from './papers.ts'
import type { ReaderSettings } from './reader-settings.ts'
import { type Gestures, listenForTurns } from './turning.ts'

export interface Beginning {
  locator: string | null
  fraction: number
}

/** A passage that the reader holds. */
export interface Selected {
  doc: Document
  range: Range
  index: number
  text: string
}

export interface ViewEvents extends Gestures {
  /** Told of every place but the one that the book opened at. */
  onPlace: (place: { fraction: number; locator: string }) => void
  /** A link inside the book; `true` where somebody else follows it. */
  onLink: (link: { element: HTMLAnchorElement; href: string }) => boolean
  /** Null once nothing is selected any more. */
  onSelect: (selected: Selected | null) => void
  /** A mark on the page was touched. */
  onMark: (mark: { value: string; range: Range }) => void
  /** A chapter came to the screen: its marks are to be drawn. */
  onPage: () => void
  draw: (mark: { value: string }) => { draw: Draw; options: Record<string, unknown> }
}

interface Options {
  book: OpenBook
  /** Where to begin, and where somebody asked to be instead. */
  from: Beginning | null
  startAt: string | null
  paper: Paper
  settings: ReaderSettings
  events: ViewEvents
}

export interface ShownBook {
  view: View | undefined
  location: BookLocation | undefined
  contents: Contents[]
  canGoBack: boolean
}

/** Shows a book inside `host` and follows where its reader is. */
export function useBookView(host: React.RefObject<HTMLDivElement | null>, options: Options): ShownBook {
  const { book, paper, settings } = options
  const [view, setView] = useState<View>()
  const [location, setLocation] = useState<BookLocation>()
  const [canGoBack, setCanGoBack] = useState(false)
  const latest = useRef(options)
  latest.current = options
  /** How the book was dressed last: dressing it again lays out the chapter once more. */
  const worn = useRef<Pick<Options, 'paper' | 'settings'>>(undefined)

  useEffect(() => {
    const shown = new View()
    let hasOpened = false
    let isGone = false
    let wasBetween = false
    let opening: BookLocation | undefined
    const on = <Detail>(name: string, hear: (detail: Detail, event: Event) => void) =>
      shown.addEventListener(name, (event) => hear((event as CustomEvent<Detail>).detail, event))

    on<{ doc: Document; index: number }>('load', ({ doc, index }) => {
      takeDirection(book, doc)
      followSelection(shown, doc, index, (selected) => latest.current.events.onSelect(selected))
    })
    const stopTurns = listenForTurns(shown, {
      onMiddle: () => latest.current.events.onMiddle(),
      onCommand: (command) => latest.current.events.onCommand(command),
      onClick: (event) => latest.current.events.onClick(event),
      onTurn: (by) => latest.current.events.onTurn(by),
      onEnd: () => latest.current.events.onEnd(),
    })
    on<BookLocation>('relocate', ({ fraction, ...place }) => {
      // While a chapter is laid out it has no pages yet, and nobody can say how far one is.
      if (fraction === undefined || !Number.isFinite(fraction)) return
      if (isBetweenChapters(shown.renderer)) {
        wasBetween = true
        return
      }
      // There foliate remembers the beginning of the chapter that was left as the place to come back to.
      if (wasBetween) shown.history.replaceState(place.cfi)
      wasBetween = false
      const arrived = { ...place, fraction: clamp(fraction) }
      if (!hasOpened) {
        opening = arrived
        return
      }
      setLocation((known) => (isSamePlace(known, arrived) ? known : arrived))
      setCanGoBack(shown.history.canGoBack)
      latest.current.events.onPlace({ fraction: arrived.fraction, locator: place.cfi })
    })
    shown.history.addEventListener('index-change', () => setCanGoBack(shown.history.canGoBack))
    on<{ href: string }>('external-link', ({ href }, event) => {
      event.preventDefault()
      openElsewhere(href)
    })
    on<{ a: HTMLAnchorElement; href: string }>('link', ({ a, href }, event) => {
      const isOutside = /^(?:https?|mailto):/i.test(href)
      if (isOutside) openElsewhere(href)
      if (isOutside || latest.current.events.onLink({ element: a, href })) event.preventDefault()
    })
    on('create-overlay', () => latest.current.events.onPage())
    on<{ value: string; range: Range }>('show-annotation', (mark) => latest.current.events.onMark(mark))
    on<{ draw: (draw: Draw, options: Record<string, unknown>) => void; annotation: { value: string } }>(
      'draw-annotation',
      ({ draw, annotation }) => {
        const mark = latest.current.events.draw(annotation)
        draw(mark.draw, mark.options)
      },
    )
    host.current?.append(shown)
    void (async () => {
      await shown.open(book)
      if (isGone) return
      waitForPages(shown.renderer)
      const { from, startAt, paper, settings } = latest.current
      worn.current = { paper, settings }
      applyLayout(shown.renderer, settings)
      shown.renderer.setStyles?.(bookStyles(paper, settings))
      await openAt(shown, [await known(shown, startAt), await known(shown, from?.locator ?? null)], from)
      if (isGone) return
      hasOpened = true
      setLocation(opening)
      setView(shown)
    })()
    return () => {
      isGone = true
      stopTurns()
      shown.close()
      shown.remove()
      setView(undefined)
    }
  }, [book, host])

  useEffect(() => {
    if (!view) return
    if (worn.current?.paper !== paper || worn.current.settings !== settings) {
      worn.current = { paper, settings }
      applyLayout(view.renderer, settings)
      view.renderer.setStyles?.(bookStyles(paper, settings))
    }
    const fit = () => applyLayout(view.renderer, settings)
    addEventListener('resize', fit)
    return () => removeEventListener('resize', fit)
  }, [view, paper, settings])

  return { view, location, contents: book.toc ?? [], canGoBack }
}

/** Each time that foliate lays out a chapter it tells anew where one is, several times while a book opens. */
const isSamePlace = (known: BookLocation | undefined, { cfi, fraction }: BookLocation) =>
  known?.cfi === cfi && known.fraction === fraction

const clamp = (fraction: number) => Math.min(1, Math.max(0, fraction))

/** A place that this file has, or nothing. */
async function known(view: View, locator: string | null): Promise<string | undefined> {
  if (!locator?.startsWith('epubcfi(')) return undefined
  const target = await view.resolveNavigation(locator)
  return target && target.index >= 0 && target.index < view.book.sections.length ? locator : undefined
}

/**
 * Opens a book at the first of these places that it really has. One of another edition may name words that are not here, which
 * shows only when its chapter is there: then the share of the book decides.
 */
async function openAt(view: View, places: (string | undefined)[], from: Beginning | null): Promise<void> {
  // Who was at the very end sees its last page.
  const share = from && from.fraction > 0 ? { fraction: Math.min(0.9999, from.fraction) } : undefined
  for (const place of places.filter((one) => one !== undefined)) {
    try {
      return await view.init({ lastLocation: place, showTextStart: false })
    } catch {
      // The next one, then.
    }
  }
  await view.init({ lastLocation: share, showTextStart: false })
}

/** Books that forget to say in which direction they are read mostly have pages that know. */
function takeDirection(book: OpenBook, doc: Document): void {
  if (book.dir === 'ltr' || book.dir === 'rtl') return
  const { body, defaultView } = doc
  if (!body || !defaultView) return
  const { direction, writingMode } = defaultView.getComputedStyle(body)
  if (direction === 'rtl' || writingMode === 'vertical-rl') book.dir = 'rtl'
}

/** Hears of a selection once it stands still. */
function followSelection(view: View, doc: Document, index: number, onSelect: (selected: Selected | null) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isHeld = false
  const tell = () => {
    const selection = doc.getSelection()
    const text = selection?.toString().trim() ?? ''
    if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !text || view.isFixedLayout) {
      onSelect(null)
    } else if (!isHeld) onSelect({ doc, range: selection.getRangeAt(0), index, text })
  }
  doc.addEventListener('selectionchange', () => {
    clearTimeout(timer)
    timer = setTimeout(tell, 250)
  })
  doc.addEventListener('pointerdown', () => {
    isHeld = true
  })
  for (const end of ['pointerup', 'pointercancel']) {
    doc.addEventListener(end, () => {
      isHeld = false
      clearTimeout(timer)
      timer = setTimeout(tell, 30)
    })
  }
}

/** Links that lead out of a book open beside it, and learn nothing of where they were. */
export function openElsewhere(href: string): void {
  if (/^(https?|mailto):/i.test(href)) window.open(href, '_blank', 'noopener,noreferrer')
}
