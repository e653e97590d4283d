import { Maximize, Minus, Plus } from 'lucide-react'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'

export interface Picture {
  src: string
  alt: string
}

const whole = { scale: 1, x: 0, y: 0 }
const MOST = 8

/** A picture of the book as large as the screen, to be zoomed with wheel, fingers, keys and buttons. */
export function PictureDialog({ picture, onClose }: { picture: Picture | null; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={picture?.alt || t('reader.picture')}
      isOpen={picture !== null}
      onClose={onClose}
      className="h-dvh max-h-none w-dvw max-w-none rounded-none"
    >
      {picture ? <Zoomed key={picture.src} picture={picture} /> : null}
    </Dialog>
  )
}

function Zoomed({ picture: { src, alt } }: { picture: Picture }) {
  const { t } = useTranslation()
  const [view, setView] = useState(whole)
  const stage = useRef<HTMLDivElement>(null)
  const fingers = useRef(new Map<number, { x: number; y: number }>())
  const zoom = (by: number) =>
    setView(({ scale, x, y }) => {
      const next = Math.min(MOST, Math.max(1, scale * by))
      const share = next / scale
      return next === 1 ? whole : { scale: next, x: x * share, y: y * share }
    })
  const move = (x: number, y: number) =>
    setView((view) => (view.scale === 1 ? view : { ...view, x: view.x + x, y: view.y + y }))

  useEffect(() => {
    const element = stage.current
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15)
    }
    element?.addEventListener('wheel', wheel, { passive: false })
    element?.focus()
    return () => element?.removeEventListener('wheel', wheel)
  })

  const drag = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    if (other) zoom(distance(now, other) / Math.max(1, distance(before, other)))
    else move(now.x - before.x, now.y - before.y)
    fingers.current.set(event.pointerId, now)
  }
  const lift = (event: PointerEvent) => fingers.current.delete(event.pointerId)

  return (
    <>
      <div
        ref={stage}
        tabIndex={0}
        role="group"
        aria-label={t('reader.pictureKeys')}
        className="relative min-h-0 flex-1 touch-none overflow-hidden outline-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
        }}
        onPointerMove={drag}
        onPointerUp={lift}
        onPointerCancel={lift}
        onDoubleClick={() => (view.scale > 1 ? setView(whole) : zoom(2.5))}
        onKeyDown={({ key }) => {
          if (key === '+' || key === '=') zoom(1.25)
          if (key === '-') zoom(1 / 1.25)
          if (key === '0') setView(whole)
          if (key === 'ArrowLeft') move(60, 0)
          if (key === 'ArrowRight') move(-60, 0)
          if (key === 'ArrowUp') move(0, 60)
          if (key === 'ArrowDown') move(0, -60)
        }}
      >
        <img
          src={src}
          alt={alt}
          draggable={false}
          className="size-full object-contain select-none"
          style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
        />
      </div>
      <div className="flex items-center justify-center gap-1 p-2">
        <IconButton label={t('reader.zoomOut')} disabled={view.scale <= 1} onClick={() => zoom(1 / 1.5)}>
          <Minus size={20} aria-hidden />
        </IconButton>
        <IconButton label={t('reader.zoomWhole')} disabled={view.scale === 1} onClick={() => setView(whole)}>
          <Maximize size={18} aria-hidden />
        </IconButton>
        <IconButton label={t('reader.zoomIn')} disabled={view.scale >= MOST} onClick={() => zoom(1.5)}>
          <Plus size={20} aria-hidden />
        </IconButton>
      </div>
    </>
  )
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y)
