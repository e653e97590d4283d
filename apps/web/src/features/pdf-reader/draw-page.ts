import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A canvas of more pixels is refused by phones, and costs 64 MB on every other machine. */
const MAX_CANVAS_PIXELS = 16_000_000
/** A page that is nearly all picture is a scan: then its picture is the paper. */
const SCAN_SHARE = 0.6

export interface DrawnPage {
  canvas: HTMLCanvasElement
  /** The pictures of the page alone, to lie over an inverted page; none where there are none, or nothing but one. */
  pictures: HTMLCanvasElement | undefined
}

/** Draws a page; aborting the signal stops the work and rejects. */
export async function drawPage(
  page: PDFPageProxy,
  {
    scale,
    rotation,
    wantsPictures,
    signal,
  }: { scale: number; rotation: number; wantsPictures: boolean; signal: AbortSignal },
): Promise<DrawnPage> {
  const whole = page.getViewport({ scale: scale * devicePixelRatio, rotation: (page.rotate + rotation) % 360 })
  const shrink = Math.min(1, Math.sqrt(MAX_CANVAS_PIXELS / (whole.width * whole.height)))
  const viewport = shrink < 1 ? whole.clone({ scale: scale * devicePixelRatio * shrink }) : whole
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  const task = page.render({ canvas, viewport, recordImages: wantsPictures })
  const stop = () => task.cancel()
  signal.addEventListener('abort', stop)
  try {
    await task.promise
  } finally {
    signal.removeEventListener('abort', stop)
  }
  const corners = wantsPictures ? (page.imageCoordinates as ArrayLike<number> | null) : null
  return { canvas, pictures: corners ? picturesOf(canvas, corners) : undefined }
}

/** Copies the parts of a page that are pictures, each given by three corners in shares of the page. */
function picturesOf(canvas: HTMLCanvasElement, corners: ArrayLike<number>): HTMLCanvasElement | undefined {
  const path = new Path2D()
  let share = 0
  for (let at = 0; at + 5 < corners.length; at += 6) {
    const [x1, y1, x2, y2, x3, y3] = Array.from({ length: 6 }, (_, step) => corners[at + step] ?? 0) as Six
    share += Math.abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1))
    const points = [
      [x1, y1],
      [x2, y2],
      [x2 + x3 - x1, y2 + y3 - y1],
      [x3, y3],
    ] as const
    for (const [index, [x, y]] of points.entries()) {
      if (index === 0) path.moveTo(x * canvas.width, y * canvas.height)
      else path.lineTo(x * canvas.width, y * canvas.height)
    }
    path.closePath()
  }
  if (share === 0 || share > SCAN_SHARE) return undefined
  const pictures = document.createElement('canvas')
  pictures.width = canvas.width
  pictures.height = canvas.height
  const context = pictures.getContext('2d')
  if (!context) return undefined
  context.clip(path)
  context.drawImage(canvas, 0, 0)
  return pictures
}

type Six = [number, number, number, number, number, number]

/** Gives the memory back at once; browsers wait for their collector otherwise. */
export function releaseCanvas(canvas: HTMLCanvasElement | undefined): void {
  if (!canvas) return
  canvas.remove()
  canvas.width = 0
  canvas.height = 0
}
