import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { type DrawnPage, drawPage, releaseCanvas } from './draw-page.ts'
import type { PlacedPage } from './page-layout.ts'
import { PageLinks } from './page-links.tsx'
import { PageMarks } from './page-marks.tsx'
import type { OpenPdf } from './use-open-pdf.ts'

/** Whoever scrolls by quickly wants none of these pages drawn. */
const SETTLE_MS = 60

interface Props {
  pdf: OpenPdf
  placed: PlacedPage
  rotation: number
  isDark: boolean
  isSepia: boolean
  /** What is marked on it. */
  marks: readonly BookAnnotation[]
  /** Told the true size of the page. */
  onSize: (index: number, size: { width: number; height: number }) => void
  /** Told when there is something to see. */
  onDrawn: () => void
  /** Told when the text of the page stands in the page, with an element for each piece of it. */
  onText: (index: number, texts: HTMLElement[] | null) => void
  onGo: (destination: string | unknown[]) => void
}

/** One page while it is near: picture, text to select, links. */
export function PdfPage({ pdf, placed, rotation, isDark, isSepia, marks, onSize, onDrawn, onText, onGo }: Props) {
  const { t } = useTranslation()
  const { index, scale } = placed
  const [page, setPage] = useState<PDFPageProxy>()
  const [hasFailed, setFailed] = useState(false)
  // Text to select and links come after what is seen: whoever opens a book waits for that.
  const [isDrawn, setDrawn] = useState(false)
  const picture = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const shown = useRef<DrawnPage>(undefined)
  const latest = useRef({ onSize, onDrawn, onText })
  latest.current = { onSize, onDrawn, onText }
  const isSettled = isDrawn || hasFailed
  useEffect(() => {
    if (isSettled) latest.current.onDrawn()
  }, [isSettled])
  const label = pdf.labels?.[index] ?? String(index + 1)

  useEffect(() => {
    let isGone = false
    pdf.document.getPage(index + 1).then(
      (page) => {
        if (isGone) return
        const { width, height } = page.getViewport({ scale: 1 })
        latest.current.onSize(index, { width, height })
        setPage(page)
      },
      () => {
        if (!isGone) setFailed(true)
      },
    )
    return () => {
      isGone = true
    }
  }, [pdf, index])

  useEffect(() => {
    if (!page) return undefined
    const control = new AbortController()
    const timer = setTimeout(
      () => {
        drawPage(page, { scale, rotation, wantsPictures: isDark, signal: control.signal }).then(
          (drawn) => {
            if (control.signal.aborted) return discard(drawn)
            // The old one stays, stretched, until the new one is there.
            const before = shown.current
            shown.current = drawn
            drawn.canvas.className = 'pdf-canvas'
            if (drawn.pictures) drawn.pictures.className = 'pdf-pictures'
            picture.current?.replaceChildren(...[drawn.canvas, drawn.pictures].filter((one) => one !== undefined))
            discard(before)
            setDrawn(true)
          },
          (error: unknown) => {
            if (!control.signal.aborted && (error as Error).name !== 'RenderingCancelledException') setFailed(true)
          },
        )
      },
      shown.current ? SETTLE_MS : 0,
    )
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [page, scale, rotation, isDark])

  useEffect(() => {
    const container = text.current
    if (!page || !container || !isSettled) return undefined
    const layer = new TextLayer({
      textContentSource: page.streamTextContent(),
      container,
      viewport: page.getViewport({ scale: 1, rotation: (page.rotate + rotation) % 360 }),
    })
    layer.render().then(
      () => latest.current.onText(index, layer.textDivs),
      // A page whose text cannot be had is still a page to look at.
      () => undefined,
    )
    return () => {
      layer.cancel()
      latest.current.onText(index, null)
      container.replaceChildren()
    }
  }, [page, index, rotation, isSettled])

  useEffect(
    () => () => {
      discard(shown.current)
      shown.current = undefined
    },
    [],
  )
  useEffect(() => () => void page?.cleanup(), [page])

  return (
    <section
      aria-label={t('pdf.page', { page: label })}
      data-page={index + 1}
      className={cx('pdf-page absolute', isDark && 'pdf-dark', isSepia && 'pdf-sepia')}
      style={{
        insetInlineStart: placed.left,
        top: placed.top,
        width: placed.width,
        height: placed.height,
        ['--total-scale-factor' as string]: scale,
        ['--scale-round-x' as string]: '1px',
        ['--scale-round-y' as string]: '1px',
      }}
    >
      <div ref={picture} aria-hidden="true" className="absolute inset-0" />
      {hasFailed ? (
        <p role="alert" className="absolute inset-x-8 top-1/3 text-center text-sm text-black">
          {t('pdf.pageFailed', { page: label })}
        </p>
      ) : null}
      <PageMarks marks={marks} rotation={rotation} />
      <div ref={text} className="textLayer" />
      {page && isSettled ? <PageLinks page={page} rotation={rotation} onGo={onGo} /> : null}
    </section>
  )
}

function discard(drawn: DrawnPage | undefined): void {
  releaseCanvas(drawn?.canvas)
  releaseCanvas(drawn?.pictures)
}
