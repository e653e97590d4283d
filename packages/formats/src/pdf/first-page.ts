import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { CoverPicture } from '../facts.ts'

type RenderParameters = Parameters<PDFPageProxy['render']>[0]

const WIDTH = 900
const MAX_HEIGHT = 2700
const QUALITY = 82
/** A point is at most this many dots: a page the size of a stamp need not fill the screen. */
const MAX_SCALE = 4
const TIMEOUT_MS = 3_000

/** Draws the first page. Gives a sentence where it has no size that can be drawn or takes too long. */
export async function drawFirstPage(
  document: PDFDocumentProxy,
): Promise<{ cover: CoverPicture } | { cover: null; reason: string }> {
  const page = await document.getPage(1)
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = Math.min(WIDTH / width, MAX_HEIGHT / height, MAX_SCALE)
  const viewport = page.getViewport({ scale })
  if (!(viewport.width >= 1 && viewport.height >= 1)) return { cover: null, reason: 'The first page has no size.' }

  const { createCanvas } = await import('@napi-rs/canvas')
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
  const task = page.render({
    // The types know the canvas of a browser only.
    canvas: canvas as unknown as RenderParameters['canvas'],
    viewport,
    background: '#ffffff',
    annotationMode: 0,
  })
  const timer = setTimeout(() => task.cancel(), TIMEOUT_MS)
  try {
    await task.promise
    return { cover: { bytes: new Uint8Array(await canvas.encode('jpeg', QUALITY)), mime: 'image/jpeg' } }
  } catch (error) {
    const isCancelled = error instanceof Error && error.name === 'RenderingCancelledException'
    return {
      cover: null,
      reason: isCancelled ? 'The first page took too long to draw.' : 'The first page cannot be drawn.',
    }
  } finally {
    clearTimeout(timer)
    page.cleanup()
  }
}
