import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Comic, neededWidth, pageAddress } from './comic-pages.ts'
import { PagePicture } from './page-picture.tsx'
import type { PageSize } from './spreads.ts'

/** A strip of its own width on large screens, as the web comics do it. */
const STRIP_PX = 800
/** Of a page that nobody has seen yet. */
const USUAL_SHAPE = 1.5

/**
 * All pages below each other without gaps. Pictures far away are not kept: each page holds its place by its size, and its
 * picture is only there while it is near.
 */
export function StripView({
  comic,
  sizes,
  first,
  zoom,
  target,
  onPage,
  onTap,
  onSize,
  end,
}: {
  comic: Comic
  sizes: readonly PageSize[]
  /** Index of the page to begin at. */
  first: number
  zoom: number
  /** Gets the element that scrolls. */
  target: React.RefObject<HTMLElement | null>
  onPage: (index: number, isAtEnd: boolean) => void
  onTap: () => void
  onSize: (index: number, size: { width: number; height: number }) => void
  /** What follows the last page. */
  end: React.ReactNode
}) {
  const { t } = useTranslation()
  const begun = useRef(first)
  const isMoved = useRef(false)
  const latest = useRef(onPage)
  latest.current = onPage
  const width = Math.min(innerWidth, STRIP_PX) * zoom

  // Sizes that become known move what is below them: until somebody scrolls, the first page stays in sight.
  useEffect(() => {
    if (isMoved.current) return
    target.current?.children[0]?.children[begun.current]?.scrollIntoView({ block: 'start' })
  }, [target, sizes])

  useEffect(() => {
    const view = target.current
    if (!view) return undefined
    let frame = 0
    const look = () => {
      frame = 0
      const list = view.children[0] as HTMLElement
      const pages = list.children
      const middle = view.scrollTop + view.clientHeight / 2
      let index = 0
      // Half of the way at each step: a strip may have thousands of pages.
      for (let low = 0, high = pages.length - 1; low <= high; ) {
        const at = (low + high) >> 1
        if ((pages[at] as HTMLElement).offsetTop <= middle) {
          index = at
          low = at + 1
        } else high = at - 1
      }
      latest.current(index, view.scrollTop + view.clientHeight >= list.offsetHeight - 4)
    }
    const onScroll = () => {
      frame ||= requestAnimationFrame(look)
    }
    const move = () => {
      isMoved.current = true
    }
    view.addEventListener('scroll', onScroll, { passive: true })
    for (const event of ['wheel', 'touchmove', 'pointerdown']) view.addEventListener(event, move, { passive: true })
    // Keys scroll wherever the focus is.
    addEventListener('keydown', move)
    return () => {
      cancelAnimationFrame(frame)
      view.removeEventListener('scroll', onScroll)
      for (const event of ['wheel', 'touchmove', 'pointerdown']) view.removeEventListener(event, move)
      removeEventListener('keydown', move)
    }
  }, [target])

  return (
    <main
      ref={target}
      tabIndex={0}
      aria-label={t('comic.pages')}
      onClick={onTap}
      className="absolute inset-0 overflow-auto outline-none"
    >
      <div className="mx-auto" style={{ width }}>
        {sizes.map((size, index) => (
          <div
            key={index}
            className="flex w-full"
            style={{ aspectRatio: size.width && size.height ? `${size.width} / ${size.height}` : `1 / ${USUAL_SHAPE}` }}
          >
            <PagePicture
              src={pageAddress(comic, index, neededWidth(width, false))}
              number={index + 1}
              size={size}
              isEager={Math.abs(index - begun.current) < 2}
              className="block size-full select-none"
              onSize={(known) => onSize(index, known)}
            />
          </div>
        ))}
      </div>
      {end}
    </main>
  )
}
