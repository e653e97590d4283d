import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Link {
  /** In shares of the page. */
  box: { left: number; top: number; width: number; height: number }
  url: string | undefined
  destination: string | unknown[] | undefined
}

/** What pdf.js says of an annotation, as far as it is a link. */
interface RawAnnotation {
  subtype?: string
  rect?: number[]
  url?: string
  dest?: string | unknown[] | null
}

const MOST_LINKS = 500

/** The links of a page. Those that lead out open beside the book and only when pressed; no other action is taken over. */
export function PageLinks({
  page,
  rotation,
  onGo,
}: {
  page: PDFPageProxy
  rotation: number
  onGo: (destination: string | unknown[]) => void
}) {
  const { t } = useTranslation()
  const [links, setLinks] = useState<Link[]>([])
  useEffect(() => {
    let isGone = false
    page.getAnnotations({ intent: 'display' }).then(
      (annotations) => {
        if (!isGone) setLinks(linksOf(annotations as RawAnnotation[], page, rotation))
      },
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [page, rotation])
  return links.map(({ box, url, destination }, index) => {
    const style = {
      left: `${box.left * 100}%`,
      top: `${box.top * 100}%`,
      width: `${box.width * 100}%`,
      height: `${box.height * 100}%`,
    }
    const className = 'absolute z-10 rounded-sm hover:bg-accent/15'
    return url ? (
      <a
        key={index}
        href={url}
        target="_blank"
        rel="noopener noreferrer nofollow"
        aria-label={url}
        title={url}
        style={style}
        className={className}
      />
    ) : (
      <button
        key={index}
        type="button"
        aria-label={t('pdf.link')}
        onClick={() => destination && onGo(destination)}
        style={style}
        className={className}
      />
    )
  })
}

function linksOf(annotations: RawAnnotation[], page: PDFPageProxy, rotation: number): Link[] {
  const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + rotation) % 360 })
  return annotations
    .filter(({ subtype, rect }) => subtype === 'Link' && rect?.length === 4)
    .slice(0, MOST_LINKS)
    .flatMap(({ rect, url, dest }) => {
      const [left = 0, bottom = 0, right = 0, top = 0] = rect ?? []
      const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(left, bottom) as number[]
      const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(right, top) as number[]
      const box = {
        left: Math.min(x1, x2) / viewport.width,
        top: Math.min(y1, y2) / viewport.height,
        width: Math.abs(x2 - x1) / viewport.width,
        height: Math.abs(y2 - y1) / viewport.height,
      }
      const safeUrl = url && /^(https?|mailto):/i.test(url) ? url : undefined
      return safeUrl || dest ? [{ box, url: safeUrl, destination: dest ?? undefined }] : []
    })
}
