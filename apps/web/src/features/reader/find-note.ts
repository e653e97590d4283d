/** A note longer than this is a chapter of its own, and better read on its page. */
const LONGEST_NOTE = 4_000

const OPS = 'http://www.idpf.org/2007/ops'
const words = (element: Element | null) =>
  new Set(`${element?.getAttributeNS(OPS, 'type') ?? ''} ${element?.getAttribute('role') ?? ''}`.split(/\s+/))

const references = ['noteref', 'biblioref', 'glossref', 'doc-noteref', 'doc-biblioref', 'doc-glossref']
const backwards = ['backlink', 'referrer', 'doc-backlink']

/** Whether a link leads to a footnote: it says so, or it is a small raised sign as such links are. */
export function isNoteLink(link: HTMLAnchorElement): boolean {
  const said = words(link)
  if (references.some((word) => said.has(word))) return true
  if (backwards.some((word) => said.has(word))) return false
  const text = link.textContent?.trim() ?? ''
  if (!text || text.length > 6) return false
  return (
    isRaised(link) || [...link.children].some(isRaised) || (link.parentElement ? isRaised(link.parentElement) : false)
  )
}

function isRaised(element: Element): boolean {
  if (element.localName === 'sup') return true
  const align = element.ownerDocument.defaultView?.getComputedStyle(element).verticalAlign ?? ''
  return align === 'super' || align === 'text-top' || /^\d*\.?\d*[1-9]/.test(align)
}

const INLINE = 'a, span, sup, sub, em, strong, i, b, small, big'

/** The note that a place in a page is part of, or nothing where that is no note. */
export function findNote(target: Element | Range | number | null): Element | undefined {
  if (target === null || typeof target === 'number') return undefined
  const start = 'startContainer' in target ? target.startContainer : target
  let element = start.nodeType === 1 ? (start as Element) : start.parentElement
  element = element?.closest('aside, li, dd') ?? element
  while (element?.matches(INLINE) && element.parentElement) element = element.parentElement
  if (!element) return undefined
  // A mark that stands before the text which it belongs to.
  if (!element.textContent?.trim()) element = element.nextElementSibling
  if (!element || element.localName === 'body' || element.localName === 'html') return undefined
  return (element.textContent?.length ?? 0) > LONGEST_NOTE ? undefined : element
}

/** A note as markup for a frame of its own: without the way back, and without addresses that lead nowhere there. */
export function noteMarkup(note: Element): string {
  const copy = note.cloneNode(true) as Element
  for (const link of copy.querySelectorAll('a')) {
    const said = words(link)
    if (backwards.some((word) => said.has(word)) || /^[↩↑←⏎^\s\uFE0E]+$/u.test(link.textContent ?? '')) link.remove()
    else {
      link.setAttribute('data-to', link.getAttribute('href') ?? '')
      link.removeAttribute('href')
    }
  }
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    element.removeAttribute('hidden')
    for (const name of ['src', 'poster', 'style', 'href', 'xlink:href']) {
      const value = element.getAttribute(name)
      if (value !== null && !/^(?:blob:|data:image\/)/.test(value)) element.removeAttribute(name)
    }
  }
  for (const picture of copy.querySelectorAll('img:not([src])')) picture.remove()
  return copy.innerHTML
}
