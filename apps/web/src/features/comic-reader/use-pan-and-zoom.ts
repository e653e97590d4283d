import { useEffect, useRef } from 'react'

export const zooms = { least: 1, most: 5 }
const SWIPE_PX = 50
const WHEEL_PAUSE_MS = 280

interface Options {
  zoom: number
  onZoom: (zoom: number) => void
  onTap: (side: 'left' | 'middle' | 'right') => void
  onSwipe: (to: 'left' | 'right') => void
  onTurn: (to: 'next' | 'previous') => void
}

/**
 * Fingers and mouse on a page: a tap or swipe turns, two fingers or Ctrl and the wheel zoom around the point they are at,
 * a double click zooms in and out, and a page that is larger than the window is dragged.
 */
export function usePanAndZoom(view: React.RefObject<HTMLElement | null>, options: Options): void {
  const latest = useRef(options)
  latest.current = options

  useEffect(() => {
    const target = view.current
    if (!target) return undefined
    const control = new AbortController()
    const { signal } = control
    let drag: { x: number; y: number; left: number; top: number; at: number; hasMoved: boolean } | undefined
    let pinch: { distance: number; zoom: number } | undefined
    let tapTimer: ReturnType<typeof setTimeout> | undefined
    let quietUntil = 0
    const overflows = () => target.scrollWidth > target.clientWidth + 1

    function zoomTo(zoom: number, x: number, y: number) {
      if (!target) return
      const before = latest.current.zoom
      const next = Math.min(zooms.most, Math.max(zooms.least, zoom))
      if (next === before) return
      const [left, top] = [target.scrollLeft + x, target.scrollTop + y]
      latest.current.onZoom(next)
      requestAnimationFrame(() => target.scrollTo((left * next) / before - x, (top * next) / before - y))
    }

    target.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || isControl(event.target)) return
        drag = {
          x: event.clientX,
          y: event.clientY,
          left: target.scrollLeft,
          top: target.scrollTop,
          at: event.timeStamp,
          hasMoved: false,
        }
      },
      { signal },
    )
    target.addEventListener(
      'pointermove',
      (event) => {
        if (!drag || pinch) return
        const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y]
        if (Math.abs(dx) + Math.abs(dy) > 8) drag.hasMoved = true
        if (event.pointerType === 'mouse' && drag.hasMoved) target.scrollTo(drag.left - dx, drag.top - dy)
      },
      { signal },
    )
    target.addEventListener(
      'pointerup',
      (event) => {
        const begun = drag
        drag = undefined
        if (!begun || pinch) return
        if (begun.hasMoved) return
        const share = event.clientX / target.clientWidth
        const side = share < 0.3 ? 'left' : share > 0.7 ? 'right' : 'middle'
        // The middle waits for a second press, which zooms.
        clearTimeout(tapTimer)
        if (side !== 'middle') latest.current.onTap(side)
        else tapTimer = setTimeout(() => latest.current.onTap('middle'), 220)
      },
      { signal },
    )
    const forget = () => {
      drag = undefined
    }
    target.addEventListener('pointercancel', forget, { signal })
    target.addEventListener('pointerleave', forget, { signal })
    target.addEventListener(
      'dblclick',
      (event) => {
        const share = event.clientX / target.clientWidth
        if (share < 0.3 || share > 0.7 || isControl(event.target)) return
        clearTimeout(tapTimer)
        zoomTo(latest.current.zoom > 1 ? 1 : 2, event.clientX, event.clientY)
      },
      { signal },
    )

    let touch: { x: number; y: number; canSwipe: boolean } | undefined
    target.addEventListener(
      'touchstart',
      (event) => {
        const [one, two] = event.touches
        if (one && two) pinch = { distance: distanceOf(one, two), zoom: latest.current.zoom }
        else if (one) touch = { x: one.clientX, y: one.clientY, canSwipe: !overflows() }
      },
      { signal, passive: true },
    )
    target.addEventListener(
      'touchmove',
      (event) => {
        const [one, two] = event.touches
        if (!pinch || !one || !two) return
        event.preventDefault()
        const zoom = (pinch.zoom * distanceOf(one, two)) / pinch.distance
        zoomTo(zoom, (one.clientX + two.clientX) / 2, (one.clientY + two.clientY) / 2)
      },
      { signal, passive: false },
    )
    target.addEventListener(
      'touchend',
      (event) => {
        const [end] = event.changedTouches
        if (event.touches.length > 0) return
        const begun = touch
        touch = undefined
        if (pinch) {
          pinch = undefined
          drag = undefined
          return
        }
        if (!begun?.canSwipe || !end) return
        const [dx, dy] = [end.clientX - begun.x, end.clientY - begun.y]
        if (Math.abs(dx) < SWIPE_PX || Math.abs(dx) < Math.abs(dy) * 1.5) return
        drag = undefined
        latest.current.onSwipe(dx < 0 ? 'left' : 'right')
      },
      { signal, passive: true },
    )

    target.addEventListener(
      'wheel',
      (event) => {
        if (event.ctrlKey) {
          event.preventDefault()
          zoomTo(latest.current.zoom * Math.exp(-event.deltaY / 300), event.clientX, event.clientY)
          return
        }
        if (event.timeStamp < quietUntil || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
        const isDown = event.deltaY > 0
        const room = isDown ? target.scrollHeight - target.clientHeight - target.scrollTop : target.scrollTop
        if (room > 2 || Math.abs(event.deltaY) < 20) return
        quietUntil = event.timeStamp + WHEEL_PAUSE_MS
        latest.current.onTurn(isDown ? 'next' : 'previous')
      },
      { signal, passive: false },
    )
    return () => {
      clearTimeout(tapTimer)
      control.abort()
    }
  }, [view])
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button, a[href]') !== null

const distanceOf = (one: Touch, two: Touch) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY)
