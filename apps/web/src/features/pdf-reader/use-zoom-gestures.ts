import { useEffect, useRef } from 'react'

/** Ctrl and the wheel, or two fingers: the browser would zoom the whole app. Small changes are gathered, as each draws pages anew. */
export function useZoomGestures(view: React.RefObject<HTMLElement | null>, zoomBy: (factor: number) => void): void {
  const latest = useRef(zoomBy)
  latest.current = zoomBy
  useEffect(() => {
    const target = view.current
    if (!target) return undefined
    let factor = 1
    let frame = 0
    let distance = 0
    const gather = (more: number) => {
      factor *= more
      frame ||= requestAnimationFrame(() => {
        frame = 0
        latest.current(factor)
        factor = 1
      })
    }
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      gather(Math.exp(-event.deltaY / 300))
    }
    const between = ({ touches: [one, two] }: TouchEvent) =>
      one && two ? Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY) : 0
    const onStart = (event: TouchEvent) => {
      distance = between(event)
    }
    const onMove = (event: TouchEvent) => {
      const now = between(event)
      if (now === 0 || distance === 0) return
      event.preventDefault()
      gather(now / distance)
      distance = now
    }
    target.addEventListener('wheel', onWheel, { passive: false })
    target.addEventListener('touchstart', onStart, { passive: true })
    target.addEventListener('touchmove', onMove, { passive: false })
    return () => {
      cancelAnimationFrame(frame)
      target.removeEventListener('wheel', onWheel)
      target.removeEventListener('touchstart', onStart)
      target.removeEventListener('touchmove', onMove)
    }
  }, [view])
}
