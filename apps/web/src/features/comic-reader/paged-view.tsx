import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { type Comic, neededWidth, pageAddress } from './comic-pages.ts'
import type { ComicSettings } from './comic-settings.ts'
import { PagePicture } from './page-picture.tsx'
import type { PageSize } from './spreads.ts'
import { usePanAndZoom } from './use-pan-and-zoom.ts'

/** Pages fetched ahead, and one behind, so that turning shows them at once. */
const AHEAD = 3

interface Props {
  comic: Comic
  sizes: readonly PageSize[]
  /** Indexes of the pages that are seen together, in reading order. */
  spread: readonly number[]
  isRightToLeft: boolean
  fit: ComicSettings['fit']
  zoom: number
  onZoom: (zoom: number) => void
  onTap: (side: 'left' | 'middle' | 'right') => void
  onSwipe: (to: 'left' | 'right') => void
  onTurn: (to: 'next' | 'previous') => void
  onSize: (index: number, size: { width: number; height: number }) => void
}

/** A page or two, fitted to the window; whatever does not fit can be scrolled. */
export function PagedView(props: Props) {
  const { comic, sizes, spread, isRightToLeft, fit, zoom, onSize } = props
  const { t } = useTranslation()
  const view = useRef<HTMLDivElement>(null)
  const window = useSize(view)
  usePanAndZoom(view, props)
  const first = spread[0] ?? 0
  const width = zoom > 1 || fit === 'original' ? null : neededWidth(window.width, spread.length > 1)

  useLayoutEffect(() => {
    // A new page begins at its first corner.
    void first
    view.current?.scrollTo({ top: 0, left: isRightToLeft ? view.current.scrollWidth : 0 })
  }, [first, isRightToLeft])

  useEffect(() => {
    const last = spread.at(-1) ?? 0
    for (const index of [...Array.from({ length: AHEAD }, (_, step) => last + 1 + step), first - 1]) {
      if (index < 0 || index >= sizes.length) continue
      const image = new Image()
      image.src = pageAddress(comic, index, width)
    }
  }, [comic, spread, first, sizes.length, width])

  const boxes = fitted(
    spread.map((index) => sizes[index]),
    window,
    fit,
    zoom,
  )
  return (
    <main
      ref={view}
      tabIndex={0}
      aria-label={t('comic.pages')}
      className="absolute inset-0 flex overflow-auto outline-none"
    >
      <div className={cx('m-auto flex shrink-0', isRightToLeft && 'flex-row-reverse')} dir="ltr">
        {spread.map((index, place) => (
          <PagePicture
            key={index}
            src={pageAddress(comic, index, width)}
            number={index + 1}
            size={sizes[index]}
            className="block max-w-none select-none"
            style={boxes[place] ?? { maxWidth: window.width, maxHeight: window.height }}
            onSize={(size) => onSize(index, size)}
          />
        ))}
      </div>
    </main>
  )
}

/** Width and height of each page in pixels; undefined while a size is not known. */
function fitted(
  pages: readonly (PageSize | undefined)[],
  window: { width: number; height: number },
  fit: ComicSettings['fit'],
  zoom: number,
): ({ width: number; height: number } | undefined)[] {
  const shapes = pages.map((page) => (page?.width && page.height ? page.width / page.height : undefined))
  if (shapes.some((shape) => shape === undefined) || window.width === 0) return pages.map(() => undefined)
  // Pages beside each other are equally tall, whatever their scans were.
  const shape = shapes.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  const original = Math.max(...pages.map((page) => page?.height ?? 0)) / devicePixelRatio
  const byWidth = window.width / shape
  const height = { page: Math.min(window.height, byWidth), width: byWidth, height: window.height, original }[fit] * zoom
  return shapes.map((one) => ({ width: height * (one ?? 0), height }))
}

function useSize(element: React.RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return undefined
    // Not what a scroll bar leaves over: a page that just fits would make one come and go.
    const measure = () => setSize({ width: target.offsetWidth, height: target.offsetHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
