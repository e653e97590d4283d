import render from 'dom-serializer'
import { type AnyNode, type Element, isTag } from 'domhandler'
import { removeElement } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { UnreadableBook } from '../facts.ts'
import { sniffPicture } from './sniff.ts'

const MAX_BYTES = 16 << 20
const MAX_ELEMENTS = 50_000
const MAX_DEPTH = 200
const MAX_EMBEDDED = 4

/** Elements that run, load or embed something foreign; a drawing of a cover needs none of them. */
const unwanted = new Set([
  'script',
  'foreignobject',
  'include',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'handler',
])
const embeddable = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp'])

/**
 * A drawing without scripts, entities and references to anything outside of itself. `embedded` are the pictures in it:
 * their size is for the caller to check before it is rasterised. Throws `UnreadableBook` where it is too large, too
 * deep or no drawing.
 */
export function safeSvg(bytes: Uint8Array): { svg: Buffer; embedded: Buffer[] } {
  if (bytes.byteLength > MAX_BYTES) throw new UnreadableBook('too-large', 'The drawing is too large')
  const isWide = bytes[1] === 0 || (bytes[0] === 0xff && bytes[1] === 0xfe)
  const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes)
  if (/<!ENTITY/i.test(text)) throw new UnreadableBook('dangerous', 'The drawing declares entities')
  const document = parseDocument(text, { xmlMode: true })
  const root = document.children.find((node): node is Element => isTag(node) && localName(node) === 'svg')
  if (!root) throw new UnreadableBook('damaged', 'The drawing has no root')
  const embedded = clean(root)
  if (embedded.length > MAX_EMBEDDED) throw new UnreadableBook('too-large', 'The drawing holds too many pictures')
  return { svg: Buffer.from(render(root, { xmlMode: true, encodeEntities: 'utf8' })), embedded }
}

/** Walks without recursion, because depth is in the hands of whoever made the file. Gives the embedded pictures. */
function clean(root: Element): Buffer[] {
  const embedded: Buffer[] = []
  const open: [AnyNode, number][] = [[root, 0]]
  let elements = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next
    if (node.type === 'directive' || node.type === 'comment') removeElement(node)
    if (
      node.type === 'text' &&
      node.parent &&
      isTag(node.parent as AnyNode) &&
      localName(node.parent as Element) === 'style'
    ) {
      node.data = safeStyle(node.data)
    }
    if (!isTag(node)) continue
    if (++elements > MAX_ELEMENTS || depth > MAX_DEPTH)
      throw new UnreadableBook('too-large', 'The drawing is too complex')
    if (unwanted.has(localName(node))) {
      removeElement(node)
      continue
    }
    cleanAttributes(node, embedded)
    for (const child of node.children) open.push([child, depth + 1])
  }
  return embedded
}

function cleanAttributes(element: Element, embedded: Buffer[]) {
  for (const [name, value] of Object.entries(element.attribs)) {
    const local = name.slice(name.indexOf(':') + 1).toLowerCase()
    if (local === 'href' || local === 'src') {
      const target = value.trim()
      const picture = embeddedPicture(target)
      if (picture) embedded.push(picture)
      else if (!target.startsWith('#')) delete element.attribs[name]
    } else if (local === 'base' || local.startsWith('on')) {
      delete element.attribs[name]
    } else if (/url\s*\(|@import|\\/i.test(value)) {
      element.attribs[name] = safeStyle(value)
    }
  }
}

/** By its bytes: a drawing inside of a drawing would escape this cleaning. */
function embeddedPicture(target: string): Buffer | null {
  const data = /^data:[\w/+.-]*;base64,/i.exec(target)
  if (!data) return null
  const picture = Buffer.from(target.slice(data[0].length), 'base64')
  return embeddable.has(sniffPicture(picture) ?? '') ? picture : null
}

/** Styles keep references to parts of the drawing itself and lose all others; escapes could hide one, so they go too. */
function safeStyle(style: string): string {
  return style
    .replaceAll('\\', '')
    .replace(/@import[^;]*;?/gi, '')
    .replace(/url\s*\(\s*(["']?)(?!\s*["']?#)[^)]*\)?/gi, 'none')
}

function localName(element: Element): string {
  return element.name.slice(element.name.indexOf(':') + 1).toLowerCase()
}
