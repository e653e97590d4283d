import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { drawPage, releaseCanvas } from './draw-page.ts'
import type { OpenPdf } from './use-open-pdf.ts'

const WIDTH = 120

/** Every page, drawn small as soon as it comes into sight, and given back when it leaves. */
export function PdfThumbnails({
  pdf,
  current,
  onPage,
}: {
  pdf: OpenPdf
  current: number
  onPage: (index: number) => void
}) {
  const { width, height } = pdf.usualSize
  return (
    <ol className="grid grid-cols-2 gap-3">
      {Array.from({ length: pdf.document.numPages }, (_, index) => (
        <li
          key={index}
          className="[content-visibility:auto]"
          style={{ containIntrinsicSize: `auto ${(WIDTH * height) / width + 40}px` }}
        >
          <Thumbnail pdf={pdf} index={index} isCurrent={index === current} onPress={() => onPage(index)} />
        </li>
      ))}
    </ol>
  )
}

function Thumbnail({
  pdf,
  index,
  isCurrent,
  onPress,
}: {
  pdf: OpenPdf
  index: number
  isCurrent: boolean
  onPress: () => void
}) {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  const frame = useRef<HTMLSpanElement>(null)
  const [isNear, setNear] = useState(false)
  const label = pdf.labels?.[index] ?? String(index + 1)
  const { width, height } = pdf.usualSize

  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'center' })
  }, [isCurrent])
  useEffect(() => {
    if (!button.current) return undefined
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '200px',
    })
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (!isNear) return undefined
    const control = new AbortController()
    let canvas: HTMLCanvasElement | undefined
    void (async () => {
      const page = await pdf.document.getPage(index + 1)
      if (control.signal.aborted) return
      const scale = WIDTH / page.getViewport({ scale: 1 }).width
      const drawn = await drawPage(page, { scale, rotation: 0, wantsPictures: false, signal: control.signal })
      canvas = drawn.canvas
      canvas.className = 'size-full object-contain'
      frame.current?.replaceChildren(canvas)
    })().catch(() => undefined)
    return () => {
      control.abort()
      releaseCanvas(canvas)
    }
  }, [pdf, index, isNear])

  return (
    <button
      ref={button}
      type="button"
      aria-label={t('pdf.page', { page: label })}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onPress}
      className={cx(
        'flex w-full flex-col items-center gap-1 rounded-lg p-2 text-sm text-ink-soft tabular-nums hover:bg-sunken',
        isCurrent && 'bg-accent-soft font-medium text-accent',
      )}
    >
      <span
        ref={frame}
        aria-hidden="true"
        className="block bg-white shadow-cover"
        style={{ width: WIDTH, aspectRatio: `${width} / ${height}` }}
      />
      {label}
    </button>
  )
}
