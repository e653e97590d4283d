import type { OpenBook } from 'foliate-js/view.js'
import { cleanDocument } from './clean-section.ts'

interface Resource {
  readonly name: string
  data: Promise<unknown>
  type: string
}

/**
 * Lets every page of a book pass through `cleanDocument` on its way from the archive to the screen. foliate hands out
 * each resource as it is about to become a `blob:` address.
 */
export function cleanResources(book: OpenBook): void {
  const spine = new Set(book.sections.map(({ id }) => id))
  const isReflowable = book.rendition?.layout !== 'pre-paginated'
  book.transformTarget?.addEventListener('data', (event) => {
    const detail = (event as CustomEvent<Resource>).detail
    const isPage = spine.has(detail.name)
    // A page without a type would be guessed by the browser, as HTML if it looks like it.
    if (!detail.type) detail.type = isPage ? 'application/xhtml+xml' : 'application/octet-stream'
    if (!isPage && !/html|xml|svg/i.test(detail.type)) return
    const source = Promise.resolve(detail.data)
    const cleaned = source.then(async (data) => {
      const text = data instanceof Blob ? await data.text() : String(data ?? '')
      return cleanText(text, detail.type, isPage && isReflowable)
    })
    detail.data = cleaned.then(({ text }) => text)
    ;(detail as { type: unknown }).type = cleaned.then(({ type }) => type)
  })
}

/** A page as text, without anything that could run. What is not well-formed is read as browsers read HTML. */
export function cleanText(text: string, type: string, needsBody: boolean): { text: string; type: string } {
  if (!/^text\/html/i.test(type)) {
    const isDrawing = /svg/i.test(type)
    const doc = new DOMParser().parseFromString(text, isDrawing ? 'image/svg+xml' : 'application/xhtml+xml')
    if (!doc.querySelector('parsererror')) {
      cleanDocument(doc)
      const { documentElement } = doc
      if (needsBody && documentElement.localName === 'svg') return { text: inPage(doc), type: 'application/xhtml+xml' }
      return {
        text: new XMLSerializer().serializeToString(doc),
        type: isDrawing ? 'image/svg+xml' : 'application/xhtml+xml',
      }
    }
  }
  const doc = new DOMParser().parseFromString(text, 'text/html')
  cleanDocument(doc)
  return { text: `<!doctype html>${doc.documentElement.outerHTML}`, type: 'text/html' }
}

/** The paginator lays out a body; a drawing that stands in the book as a page of its own gets one. */
function inPage(doc: Document): string {
  const drawing = new XMLSerializer().serializeToString(doc.documentElement)
  return `<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${drawing}</body></html>`
}
