import { type Element, isTag, isText, type ParentNode, type Text } from 'domhandler'
import type { TextOrigin } from '../kepub/add-spans.ts'
import { textNodesOf } from '../kepub/content-document.ts'

/** A place in a page of the original book: which of its text nodes, and how many UTF-16 units into it. */
export interface Anchor {
  node: number
  offset: number
}

/** A tree in which places are looked up: the original page, or the one that was converted from it. */
export interface PageTree {
  html: Element
  body: Element
  texts: readonly Text[]
  origins: ReadonlyMap<Text, TextOrigin>
}

/** The anchor of a place in a text of the tree. */
export function anchorAt({ origins }: PageTree, text: Text, offset: number): Anchor {
  const { node, start } = origins.get(text) ?? { node: 0, start: 0 }
  return { node, offset: start + Math.min(Math.max(offset, 0), text.data.length) }
}

/** Where an anchor stands in the tree; undefined in a page without text. */
export function textAt({ texts, origins }: PageTree, anchor: Anchor): { text: Text; offset: number } | undefined {
  let found: { text: Text; offset: number } | undefined
  for (const text of texts) {
    const origin = origins.get(text)
    if (!origin || origin.node < anchor.node) continue
    if (origin.node > anchor.node) return found ?? { text, offset: 0 }
    if (found && origin.start > anchor.offset) return found
    found = { text, offset: Math.min(anchor.offset - origin.start, text.data.length) }
  }
  return found ?? lastOf(texts)
}

function lastOf(texts: readonly Text[]) {
  const text = texts.at(-1)
  return text && { text, offset: text.data.length }
}

/** The first text in an element, or behind it where it has none. */
export function anchorOfElement(tree: PageTree, element: Element): Anchor {
  const text = firstText(element) ?? textBehind(tree, element)
  return text ? anchorAt(tree, text, 0) : { node: 0, offset: 0 }
}

/** White space that only shapes the source is no place to read at. */
const hasWords = ({ data }: Text) => data.trim() !== ''

function firstText(parent: ParentNode): Text | undefined {
  for (const child of parent.children) {
    if (isText(child) && hasWords(child)) return child
    const inside = 'children' in child ? firstText(child) : undefined
    if (inside) return inside
  }
  return undefined
}

function textBehind({ body, texts }: PageTree, element: Element): Text | undefined {
  // Texts and elements in the order of the page: whatever comes after the element has been passed.
  let isPassed = false
  let found: Text | undefined
  const walk = (parent: ParentNode): boolean => {
    for (const child of parent.children) {
      if (child === element) isPassed = true
      else if (isPassed && isText(child) && hasWords(child)) {
        found = child
        return true
      } else if (isTag(child) && walk(child)) return true
    }
    return false
  }
  walk(body)
  return found ?? texts.at(-1)
}

/** The original page as a tree to look places up in. */
export function originalTree({ html, body }: { html: Element; body: Element }): PageTree {
  const texts = textNodesOf(body)
  return { html, body, texts, origins: new Map(texts.map((text, node) => [text, { node, start: 0 }])) }
}
