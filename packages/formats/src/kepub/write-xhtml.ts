import { type AnyNode, type Element, isCDATA, isComment, isTag, isText } from 'domhandler'
import type { ContentDocument } from './content-document.ts'

const VOID = new Set([
  ...['area', 'base', 'basefont', 'bgsound', 'br', 'col', 'command', 'embed', 'frame', 'hr', 'img', 'input'],
  ...['keygen', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
])
/** Their text is written as it was read: HTML knows no references in it. */
const RAW = new Set(['script', 'style'])
const NAMESPACES: Record<string, string> = {
  html: 'http://www.w3.org/1999/xhtml',
  svg: 'http://www.w3.org/2000/svg',
  math: 'http://www.w3.org/1998/Math/MathML',
}
const PREFIXES: Record<string, string> = {
  epub: 'http://www.idpf.org/2007/ops',
  xlink: 'http://www.w3.org/1999/xlink',
}
const TYPES: Record<string, string> = { script: 'text/javascript', style: 'text/css' }
/** What XML 1.0 cannot hold, and the sign for text that was lost in an earlier conversion. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffc\u{10000}-\u{10ffff}]/gu
const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/

/** Writes a page so that it is XHTML and HTML at once (device contract D.3, rule 7). */
export function writeXhtml({ html }: ContentDocument): string {
  declareNamespaces(html)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n${element(html)}\n`
}

function write(nodes: readonly AnyNode[]): string {
  let text = ''
  for (const node of nodes) {
    if (isText(node)) text += escape(node.data)
    else if (isTag(node)) text += element(node)
    else if (isComment(node)) text += `<!--${clean(node.data).replace(/-(?=-|$)/g, '- ')}-->`
    else if (isCDATA(node)) text += write(node.children)
  }
  return text
}

function element({ name, attribs, children }: Element): string {
  const tag = NAME.test(name) ? name : 'span'
  let open = `<${tag}`
  for (const attribute in attribs) {
    if (NAME.test(attribute))
      open += ` ${attribute}="${escape(attribs[attribute] as string).replaceAll('"', '&quot;')}"`
  }
  if (TYPES[tag] && attribs.type === undefined) open += ` type="${TYPES[tag]}"`
  if (VOID.has(tag)) return `${open}/>`
  return `${open}>${RAW.has(tag) ? raw(tag, children) : write(children)}</${tag}>`
}

function raw(tag: string, children: readonly AnyNode[]): string {
  const text = clean(children.map((node) => (isText(node) ? node.data : '')).join(''))
  const isWellFormed = !/<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(
    text.replace(/<!\[CDATA\[[\s\S]*?]]>/g, ''),
  )
  if (isWellFormed) return text
  const [before, after] = tag === 'style' ? ['/*<![CDATA[*/', '/*]]>*/'] : ['//<![CDATA[\n', '\n//]]>']
  return before + text.replaceAll(']]>', ']] >') + after
}

/** A prefix that nobody declared would make the page unreadable for a parser of XML. */
function declareNamespaces(html: Element): void {
  const used = new Set<string>()
  const declared = new Set(['xml', 'xmlns'])
  const walk = (node: Element) => {
    const own = NAMESPACES[node.name]
    if (own && !node.attribs.xmlns) node.attribs.xmlns = own
    notePrefix(node.name, used)
    for (const name in node.attribs) {
      if (name.startsWith('xmlns:')) declared.add(name.slice(6))
      else notePrefix(name, used)
    }
    for (const child of node.children) if (isTag(child)) walk(child)
  }
  walk(html)
  for (const prefix of used) {
    if (!declared.has(prefix)) html.attribs[`xmlns:${prefix}`] = PREFIXES[prefix] ?? `urn:colophon:undeclared:${prefix}`
  }
}

function notePrefix(name: string, used: Set<string>): void {
  const colon = name.indexOf(':')
  if (colon > 0 && NAME.test(name)) used.add(name.slice(0, colon))
}

const clean = (text: string) => text.toWellFormed().replace(NO_CHARACTER, '')

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\u00a0': '&#160;', '\r': '&#13;' }
const escape = (text: string) => clean(text).replace(/[&<>\u00a0\r]/g, (character) => ESCAPES[character] as string)
