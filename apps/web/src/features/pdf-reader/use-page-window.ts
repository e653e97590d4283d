import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import {
  type Layout,
  layOut,
  type PageLayout,
  type PageSize,
  pageAt,
  pagesNear,
  rowsOf,
  type Zoom,
} from './page-layout.ts'

interface Options {
  count: number
  usualSize: PageSize
  layout: Layout
  zoom: Zoom
  rotation: number
  /** Index of the page to begin at. */
  first: number
}

/** A spot of a page that stays where it is while sizes change around it. */
interface Anchor {
  page: number
  share: number
}

export interface PageWindow {
  view: React.RefObject<HTMLElement | null>
  layout: PageLayout
  near: PageLayout['pages']
  /** Index of the page that is read. */
  current: number
  /** The scale of that page. */
  scale: number
  goTo(page: number, share?: number): void
  learn(page: number, size: PageSize): void
}

/** Which pages are in sight of a long document, and where each of them stands. */
export function usePageWindow({ count, usualSize, layout: kind, zoom, rotation, first }: Options): PageWindow {
  const view = useRef<HTMLElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [known, setKnown] = useState<ReadonlyMap<number, PageSize>>(new Map())
  const [top, setTop] = useState(0)
  const [current, setCurrent] = useState(first)
  const anchor = useRef<Anchor>({ page: first, share: 0 })
  const isPaged = kind !== 'scroll'

  const rows = useMemo(() => rowsOf(count, kind), [count, kind])
  const shownRows = useMemo(
    () => (isPaged ? rows.filter((row) => row.includes(current)) : rows),
    [rows, isPaged, current],
  )
  const layout = useMemo(
    () => layOut(shownRows, (index) => known.get(index) ?? usualSize, { zoom, rotation, view: size }),
    [shownRows, known, usualSize, zoom, rotation, size],
  )

  useLayoutEffect(() => {
    const target = view.current
    if (!target) return undefined
    const measure = () => setSize({ width: target.clientWidth, height: target.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [])

  // Whatever changes around it, the spot that was read stays.
  useLayoutEffect(() => {
    const target = view.current
    const page = layout.pages.find(({ index }) => index === anchor.current.page)
    if (!target || !page || size.width === 0) return
    const wanted = page.top + page.height * anchor.current.share - 12
    if (Math.abs(target.scrollTop - wanted) > 1) target.scrollTop = wanted
    setTop(target.scrollTop)
  }, [layout, size])

  useEffect(() => {
    const target = view.current
    if (!target) return undefined
    let frame = 0
    const look = () => {
      frame = 0
      setTop(target.scrollTop)
      const page = pageAt(layout, target.scrollTop, target.clientHeight)
      if (!page) return
      const spot = layout.pages.findLast((one) => one.top <= target.scrollTop + 12) ?? page
      anchor.current = { page: spot.index, share: (target.scrollTop + 12 - spot.top) / Math.max(1, spot.height) }
      if (!isPaged) setCurrent(page.index)
    }
    const onScroll = () => {
      frame ||= requestAnimationFrame(look)
    }
    target.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      target.removeEventListener('scroll', onScroll)
    }
  }, [layout, isPaged])

  const goTo = useCallback(
    (page: number, share = 0) => {
      const target = Math.min(Math.max(0, page), count - 1)
      anchor.current = { page: target, share }
      setCurrent(target)
      const placed = layout.pages.find(({ index }) => index === target)
      if (placed) view.current?.scrollTo({ top: placed.top + placed.height * share - 12 })
    },
    [layout, count],
  )
  const learn = useCallback((page: number, own: PageSize) => {
    setKnown((before) => {
      const now = before.get(page)
      if (now?.width === own.width && now.height === own.height) return before
      return new Map(before).set(page, own)
    })
  }, [])
  const near = useMemo(() => (size.width === 0 ? [] : pagesNear(layout, top, size.height)), [layout, top, size])
  const scale = layout.pages.find(({ index }) => index === current)?.scale ?? 1
  return { view, layout, near, current, scale, goTo, learn }
}
