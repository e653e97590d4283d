import { type BookLocation, type Contents, type OpenBook, View } from 'foliate-js/view.js'
import { useEffect, useRef, useState } from 'react'
import { bookStyles } from './book-styles.ts'
import type { PaperName } from './reader-settings.ts'
import { listenForTurns } from './turning.ts'

interface Options {
  book: OpenBook
  /** Where to begin: a place inside this file, or failing that a share of the book. */
  from: { locator: string | null; fraction: number } | null
  paper: PaperName
  fontSize: number
  onMiddle: () => void
  /** Told of every place but the one that the book opened at. */
  onPlace: (place: { fraction: number; locator: string }) => void
}

export interface ShownBook {
  view: View | undefined
  location: BookLocation | undefined
  contents: Contents[]
  canGoBack: boolean
}

/** Shows a book inside `host` and follows where its reader is. */
export function useBookView(host: React.RefObject<HTMLDivElement | null>, options: Options): ShownBook {
  const { book, paper, fontSize } = options
  const [view, setView] = useState<View>()
  const [location, setLocation] = useState<BookLocation>()
  const [canGoBack, setCanGoBack] = useState(false)
  const latest = useRef(options)
  latest.current = options

  useEffect(() => {
    const shown = new View()
    let hasOpened = false
    let isGone = false
    const stopTurns = listenForTurns({ view: shown, onMiddle: () => latest.current.onMiddle() })
    shown.addEventListener('relocate', (event) => {
      const { fraction, ...place } = (event as CustomEvent<BookLocation>).detail
      // While a chapter is laid out it has no pages yet, and nobody can say how far one is.
      if (fraction === undefined || !Number.isFinite(fraction)) return
      setLocation({ ...place, fraction: clamp(fraction) })
      setCanGoBack(shown.history.canGoBack)
      if (hasOpened) latest.current.onPlace({ fraction: clamp(fraction), locator: place.cfi })
    })
    shown.history.addEventListener('index-change', () => setCanGoBack(shown.history.canGoBack))
    shown.addEventListener('external-link', (event) => {
      event.preventDefault()
      openElsewhere((event as CustomEvent<{ href: string }>).detail.href)
    })
    host.current?.append(shown)
    void (async () => {
      await shown.open(book)
      if (isGone) return
      const { renderer } = shown
      renderer.setAttribute('margin', '60px')
      renderer.setAttribute('gap', '6%')
      renderer.setAttribute('max-inline-size', '680px')
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) renderer.setAttribute('animated', '')
      renderer.setStyles?.(bookStyles(latest.current.paper, latest.current.fontSize))
      await shown.init({ lastLocation: beginning(shown, latest.current.from), showTextStart: false })
      if (isGone) return
      hasOpened = true
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

  useEffect(() => view?.renderer.setStyles?.(bookStyles(paper, fontSize)), [view, paper, fontSize])

  return { view, location, contents: book.toc ?? [], canGoBack }
}

const clamp = (fraction: number) => Math.min(1, Math.max(0, fraction))

/** A place that this file does not have, from another edition say, falls back to the share of the book. */
function beginning(view: View, from: Options['from']): string | { fraction: number } | undefined {
  if (!from || from.fraction <= 0) return undefined
  const target = from.locator?.startsWith('epubcfi(') ? from.locator : undefined
  if (target && (view.resolveNavigation(target)?.index ?? -1) >= 0) return target
  return { fraction: from.fraction }
}

/** Links that lead out of a book open beside it, and learn nothing of where they were. */
function openElsewhere(href: string): void {
  if (/^(https?|mailto):/i.test(href)) window.open(href, '_blank', 'noopener,noreferrer')
}
