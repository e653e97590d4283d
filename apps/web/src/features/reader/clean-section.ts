import { cleanStyles } from './clean-styles.ts'

/** What could run, navigate, send or bring in another page. Contents of plain containers stay. */
const forbidden = new Set([
  'script',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'portal',
  'base',
  'meta',
  'noscript',
  'template',
  'foreignobject',
  'handler',
  'listener',
])

/** Attributes that hold an address. */
const addresses = new Set(['href', 'src', 'poster', 'action', 'formaction', 'data', 'background', 'cite', 'longdesc'])
const XHTML = 'http://www.w3.org/1999/xhtml'
const SVG = 'http://www.w3.org/2000/svg'

/** Animations can write an address where a harmless one stood. */
const animations = new Set(['animate', 'set', 'animatetransform', 'animatemotion'])

/**
 * Takes out of a document of a book whatever could run or call somebody: scripts, handlers, frames, refreshes,
 * addresses that are no content of the book. Works on a parsed document and on every namespace in it.
 */
export function cleanDocument(doc: Document): void {
  for (const node of [...doc.childNodes]) {
    if (node instanceof ProcessingInstruction && !isStyleSheet(node)) node.remove()
  }
  for (const element of [...doc.querySelectorAll('*')]) {
    const name = element.localName.toLowerCase()
    if (forbidden.has(name) && !isViewport(element)) takeOut(element)
    else if (animations.has(name) && /href$/i.test(element.getAttribute('attributeName') ?? '')) element.remove()
    else if (name === 'link' && !/(^|\s)stylesheet(\s|$)/i.test(element.getAttribute('rel') ?? '')) element.remove()
    else if (name === 'style') element.textContent = cleanStyles(element.textContent ?? '')
    else cleanAttributes(element)
  }
}

/** Places in a book count elements, those of other programs too: what is taken out of the text leaves an empty one. */
function takeOut(element: Element): void {
  const { parentElement } = element
  if (!parentElement?.closest('body, svg')) {
    element.remove()
    return
  }
  const isDrawn = parentElement.namespaceURI === SVG
  const placeholder = element.ownerDocument.createElementNS(isDrawn ? SVG : XHTML, isDrawn ? 'g' : 'span')
  element.replaceWith(placeholder)
}

function cleanAttributes(element: Element): void {
  for (const attribute of [...element.attributes]) {
    const name = attribute.localName.toLowerCase()
    const isBad =
      name.startsWith('on') ||
      name === 'srcdoc' ||
      name === 'srcset' ||
      name === 'ping' ||
      (addresses.has(name) && !isAllowedAddress(element, attribute.value))
    if (isBad) element.removeAttributeNode(attribute)
    else if (name === 'style') attribute.value = cleanStyles(attribute.value)
  }
}

/** What leads out of a book opens beside it; the last two are places inside a Kindle book. */
const linkSchemes = new Set(['http', 'https', 'mailto', 'filepos', 'kindle'])

/** A link may lead out of the book, for the reader opens it only on a click; everything else must be part of it. */
function isAllowedAddress(element: Element, value: string): boolean {
  // Browsers ignore blanks and control characters in front of and inside a scheme.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase()
  if (value.trim().startsWith('//')) return false
  if (scheme === undefined || scheme === 'blob') return true
  const name = element.localName.toLowerCase()
  if (name === 'a' || name === 'area') return linkSchemes.has(scheme)
  return (
    (name === 'img' || name === 'image') && scheme === 'data' && /^\s*data:image\/(png|jpe?g|gif|webp)[;,]/i.test(value)
  )
}

const isViewport = (element: Element) =>
  element.localName === 'meta' && element.getAttribute('name')?.toLowerCase() === 'viewport'

const isStyleSheet = (node: ProcessingInstruction) =>
  node.target === 'xml-stylesheet' && !/type\s*=\s*["'][^"']*xsl/i.test(node.data)
