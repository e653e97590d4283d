import { safeAddress } from '../html/sanitise.ts'
import { escapeXml } from '../xml/escape.ts'
import { type DomNode, ELEMENT, TEXT } from './dom.ts'

/** Elements that hold words and stay. What is neither here nor below is unwrapped: its content stays, its tag goes. */
const INLINE = new Set([
  ...[
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'small',
    'sub',
    'sup',
    'q',
    'cite',
    'code',
    'kbd',
    'samp',
    'var',
    'dfn',
    'mark',
    'del',
    'ins',
  ],
])
const BLOCKS = new Set(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote', 'div', 'figure'])
/** Blocks that hold words and no other blocks. */
const PARAGRAPHS = new Set(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre'])
const RENAMED: Record<string, string> = {
  ...{ h1: 'h2', strike: 's', tt: 'code', center: 'div', section: 'div', article: 'div', main: 'div', aside: 'div' },
  ...{ header: 'div', footer: 'div', li: 'div', dt: 'div', dd: 'div', td: 'div', th: 'div', tr: 'div', caption: 'div' },
  ...{ figcaption: 'div', address: 'p', details: 'div', summary: 'p' },
}
const DROPPED = new Set([
  ...['script', 'style', 'iframe', 'object', 'embed', 'applet', 'noscript', 'template', 'svg', 'math', 'head', 'title'],
  ...['textarea', 'select', 'button', 'input', 'audio', 'video', 'canvas', 'frameset', 'noembed', 'noframes', 'dialog'],
])
/** Deeper than any article; below it the words alone are kept. */
const DEEPEST = 200

export interface Xhtml {
  /** Well-formed, made of known elements only; pictures are named `pictures/<number>.jpg`. */
  xhtml: string
  /** Addresses of the pictures by their number: `http:`, `https:` or `data:`. */
  pictures: string[]
}

/** Where a node stands: among blocks or among words, inside a link or not, and how deep. */
interface Place {
  isWords: boolean
  isLink: boolean
  depth: number
}

/**
 * Writes a tree of unknown origin as XHTML: a fixed list of elements, nested as XHTML wants it, without attributes
 * except the addresses of links and pictures and the spans of cells.
 */
export function toXhtml(root: DomNode, base: string, { maxPictures }: { maxPictures: number }): Xhtml {
  const pictures: string[] = []

  const content = (node: DomNode, place: Place): string => {
    let written = ''
    for (const child of node.childNodes) written += one(child, place)
    return written
  }

  function one(node: DomNode, above: Place): string {
    const place = { ...above, depth: above.depth + 1 }
    if (node.nodeType === TEXT || place.depth > DEEPEST) return escapeXml(node.textContent ?? '')
    if (node.nodeType !== ELEMENT) return ''
    const own = node.localName.toLowerCase()
    if (DROPPED.has(own)) return ''
    if (own === 'img') return picture(node)
    if (own === 'br') return '<br/>'
    if (own === 'a') return link(node, place)
    const name = RENAMED[own] ?? own
    if (INLINE.has(name)) return wrapped(name, content(node, { ...place, isWords: true }))
    // Blocks among words would be no XHTML; a space keeps their words apart.
    if (place.isWords) return isBlock(own) ? ` ${content(node, place)} ` : content(node, place)
    if (own === 'hr') return '<hr/>'
    if (own === 'ul' || own === 'ol') return list(node, own, place)
    if (own === 'dl') return wrapped('dl', terms(node, place))
    if (own === 'table') return wrapped('table', rows(node, place))
    if (!BLOCKS.has(name)) return content(node, place)
    const inside = { ...place, isWords: PARAGRAPHS.has(name) }
    return wrapped(name, name === 'figure' ? figure(node, inside) : content(node, inside))
  }

  function picture(node: DomNode): string {
    const address = pictureAddress(node, base)
    if (!address) return ''
    let number = pictures.indexOf(address)
    if (number < 0) {
      if (pictures.length >= maxPictures) return ''
      number = pictures.push(address) - 1
    }
    return `<img src="pictures/${number}.jpg" alt="${escapeXml(node.getAttribute('alt')?.trim().slice(0, 500) ?? '')}"/>`
  }

  function link(node: DomNode, place: Place): string {
    const href = node.getAttribute('href')?.trim() ?? ''
    const address = href.startsWith('#') ? undefined : safeAddress(resolve(href, base))
    if (!address || place.isLink) return content(node, place)
    return wrapped('a', content(node, { ...place, isWords: true, isLink: true }), ` href="${escapeXml(address)}"`)
  }

  function list(node: DomNode, name: string, place: Place): string {
    const items = elementsAndWords(node).map((child) =>
      wrapped('li', child.localName === 'li' ? content(child, place) : one(child, place)),
    )
    const start = /^\d{1,6}$/.exec(node.getAttribute('start') ?? '')?.[0]
    return wrapped(name, items.join(''), name === 'ol' && start ? ` start="${start}"` : '')
  }

  function terms(node: DomNode, place: Place): string {
    const items = elementsAndWords(node).flatMap((child) =>
      child.localName === 'div' ? elementsAndWords(child) : [child],
    )
    return items
      .map((item) => {
        if (item.localName === 'dt') return wrapped('dt', content(item, { ...place, isWords: true }))
        return wrapped('dd', item.localName === 'dd' ? content(item, place) : one(item, place))
      })
      .join('')
  }

  function rows(node: DomNode, above: Place): string {
    const place = { ...above, depth: above.depth + 1 }
    if (place.depth > DEEPEST) return ''
    let written = ''
    for (const child of elementsAndWords(node)) {
      if (child.localName === 'tr') written += wrapped('tr', cells(child, place))
      else if (/^t(head|body|foot)$/.test(child.localName)) written += rows(child, place)
    }
    return written
  }

  function cells(node: DomNode, place: Place): string {
    return elementsAndWords(node)
      .map((cell) => {
        if (cell.localName !== 'td' && cell.localName !== 'th') return wrapped('td', one(cell, place))
        const spans = ['colspan', 'rowspan'].map((name) => {
          const span = /^[1-9]\d{0,2}$/.exec(cell.getAttribute(name) ?? '')?.[0]
          return span ? ` ${name}="${span}"` : ''
        })
        return `<${cell.localName}${spans.join('')}>${content(cell, place)}</${cell.localName}>`
      })
      .join('')
  }

  /** One caption, at the end. */
  function figure(node: DomNode, place: Place): string {
    let caption = ''
    let written = ''
    for (const child of node.childNodes) {
      if (child.localName === 'figcaption' && caption === '') caption = wrapped('figcaption', content(child, place))
      else written += one(child, place)
    }
    return written + caption
  }

  return { xhtml: content(root, { isWords: false, isLink: false, depth: 0 }).trim(), pictures }
}

/** Takes out the pictures that are not there after all. */
export function keepPictures(xhtml: string, isKept: (number: number) => boolean): string {
  return xhtml
    .replace(/<img src="pictures\/(\d+)\.jpg" alt="[^"<>]*"\/>/g, (tag, number) => (isKept(Number(number)) ? tag : ''))
    .replace(/<(figure|p|div)>\s*<\/\1>/g, '')
}

const isBlock = (name: string) => BLOCKS.has(name) || name in RENAMED || /^(ul|ol|dl|table|hr)$/.test(name)

/** Nothing where nothing is inside. */
function wrapped(name: string, inside: string, attributes = ''): string {
  return inside.trim() === '' ? inside : `<${name}${attributes}>${inside}</${name}>`
}

function elementsAndWords(node: DomNode): DomNode[] {
  return [...node.childNodes].filter(
    ({ nodeType, textContent }) => nodeType === ELEMENT || (nodeType === TEXT && (textContent ?? '').trim() !== ''),
  )
}

function pictureAddress(node: DomNode, base: string): string | undefined {
  // A picture of one pixel counts readers.
  if (['width', 'height'].some((side) => /^[01]$/.test(node.getAttribute(side) ?? ''))) return undefined
  const [first = ''] = (node.getAttribute('srcset') ?? '').trim().split(/[\s,]+/)
  const address = resolve((node.getAttribute('src') || first).trim(), base)
  return address && /^(https?:|data:image\/)/i.test(address) ? address : undefined
}

function resolve(address: string, base: string): string | undefined {
  return address !== '' && URL.canParse(address, base) ? new URL(address, base).href : undefined
}
