import { type AnyNode, Element, isTag, isText, Text } from 'domhandler'
import { replaceElement } from 'domutils'
import { isBlank, sentences } from './sentences.ts'

/** What has no sentences, or must stay as it is. */
const SKIPPED = new Set(['script', 'style', 'pre', 'audio', 'video', 'svg', 'math'])
const STARTS_PARAGRAPH = new Set(['p', 'ol', 'ul', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** `[id, number of the text node in the original page, where in it the span begins, its length]`; a picture has the length 0. */
export type SpanPlace = [id: string, textNode: number, start: number, length: number]

/** Which text node of the original page a piece of text comes from, and where in it. */
export interface TextOrigin {
  node: number
  start: number
}

/**
 * Wraps sentences and pictures of a body in numbered spans (device contract D.4).
 * @param origins of the text nodes of the page; the pieces that they are cut into are added
 */
export function addSpans(body: Element, origins: Map<Text, TextOrigin>): SpanPlace[] {
  const places: SpanPlace[] = []
  let paragraph = 0
  let segment = 0
  let isPending = false
  let lastNode = 0

  const span = (children: AnyNode[], start: number, length: number) => {
    const id = `kobo.${paragraph}.${segment}`
    places.push([id, lastNode, start, length])
    const wrapper = new Element('span', { class: 'koboSpan', id })
    setChildren(wrapper, children)
    return wrapper
  }

  const wrapPicture = (picture: Element) => {
    paragraph++
    segment = 1
    isPending = false
    const wrapper = span([], 0, 0)
    replaceElement(picture, wrapper)
    setChildren(wrapper, [picture])
  }

  const wrapText = (text: Text, isInParagraph: boolean) => {
    lastNode = origins.get(text)?.node ?? lastNode
    let start = 0
    const pieces: AnyNode[] = []
    for (const piece of sentences(text.data)) {
      const cut = new Text(piece)
      origins.set(cut, { node: lastNode, start })
      if (isBlank(piece) && !isInParagraph) pieces.push(cut)
      else {
        if (isPending) {
          paragraph++
          segment = 0
          isPending = false
        }
        segment++
        pieces.push(span([cut], start, piece.length))
      }
      start += piece.length
    }
    return pieces
  }

  const walk = (element: Element) => {
    if (SKIPPED.has(element.name)) return
    if (STARTS_PARAGRAPH.has(element.name)) isPending = true
    if (element.name === 'img') return wrapPicture(element)
    const isInParagraph = element.name === 'p'
    let hasNewChildren = false
    const children: AnyNode[] = []
    for (const child of [...element.children]) {
      if (isText(child)) {
        children.push(...wrapText(child, isInParagraph))
        hasNewChildren = true
        continue
      }
      if (isTag(child)) walk(child)
      // A picture stands in its wrapper now.
      children.push(
        isTag(child) && child.name === 'img' && child.parent !== element ? (child.parent as Element) : child,
      )
    }
    if (hasNewChildren) setChildren(element, children)
  }

  walk(body)
  return places
}

/**
 * Where the spans stand that a page brought along: of each the first of its texts, with the length of all of them; a span without text
 * (a picture) stands behind the text before it.
 * @param texts of the page, in order
 */
export function spansThere(body: Element, texts: readonly Text[]): SpanPlace[] {
  const numbers = new Map(texts.map((text, number) => [text, number]))
  const places: SpanPlace[] = []
  let lastNode = 0
  const walk = (element: Element, open: SpanPlace | undefined) => {
    for (const child of element.children) {
      if (isText(child)) {
        lastNode = numbers.get(child) ?? lastNode
        if (open && open[3] === 0) open[1] = lastNode
        if (open) open[3] += child.data.length
      } else if (isTag(child)) {
        const isSpan =
          child.name === 'span' && /(^|\s)koboSpan(\s|$)/.test(child.attribs.class ?? '') && child.attribs.id
        const place: SpanPlace | undefined = isSpan ? [child.attribs.id ?? '', lastNode, 0, 0] : undefined
        if (place) places.push(place)
        walk(child, place ?? open)
      }
    }
  }
  walk(body, undefined)
  return places
}

/** Puts nodes below an element, with all their links to each other. */
export function setChildren(parent: Element, children: AnyNode[]): void {
  parent.children = children as Element['children']
  for (const [index, child] of children.entries()) {
    child.parent = parent
    child.prev = (children[index - 1] ?? null) as typeof child.prev
    child.next = (children[index + 1] ?? null) as typeof child.next
  }
}
