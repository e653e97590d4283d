import type { OpenBook } from 'foliate-js/view.js'
import { cleanDocument } from './clean-section.ts'
import { cleanStyles } from './clean-styles.ts'

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
    // Some books have pictures for pages; nothing in them runs.
    if (/^image\/(?!svg)/i.test(detail.type)) return
    const isPage = spine.has(detail.name)
    // A page without a type would be guessed by the browser, as HTML if it looks like it.
    if (!detail.type) detail.type = isPage ? 'application/xhtml+xml' : 'application/octet-stream'
    const source = Promise.resolve(detail.data)
    if (/^text\/css/i.test(detail.type)) {
      detail.data = source.then(async (data) => cleanStyles(await textOf(data)))
      return
    }
    if (!isPage && !/html|xml|svg/i.test(detail.type)) return
    // What it is now: below it becomes a promise.
    const { type } = detail
    const cleaned = source.then(async (data) => cleanText(await textOf(data), type, isPage && isReflowable))
    detail.data = cleaned.then(({ text }) => text)
    ;(detail as { type: unknown }).type = cleaned.then(({ type }) => type)
  })
}

/** The same for formats whose pages come ready made: each is read again, cleaned, and given an address of its own. */
export function cleanPages(book: OpenBook): OpenBook {
  const made = new Map<string, string>()
  for (const section of book.sections) {
    const { load, createDocument } = section
    if (!load || !createDocument) continue
    section.load = async () => {
      const source = await load.call(section)
      if (!source) return null
      const known = made.get(source)
      if (known) return known
      const page = await (await fetch(source)).blob()
      const { text, type } = cleanText(await page.text(), page.type, true)
      const address = URL.createObjectURL(new Blob([text], { type }))
      made.set(source, address)
      return address
    }
    section.createDocument = async () => {
      const doc = await createDocument.call(section)
      cleanDocument(doc)
      return doc
    }
  }
  const destroy = book.destroy?.bind(book)
  book.destroy = () => {
    for (const address of made.values()) URL.revokeObjectURL(address)
    destroy?.()
  }
  return book
}

/** A page as a document of which nothing can run, the same that is shown of it. */
export function parseClean(text: string): Document {
  const cleaned = cleanText(text, 'application/xhtml+xml', true)
  return new DOMParser().parseFromString(cleaned.text, cleaned.type as DOMParserSupportedType)
}

const textOf = async (data: unknown) => (data instanceof Blob ? data.text() : String(data ?? ''))

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
