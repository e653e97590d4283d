import { type AnyNode, DomHandler, Element, isTag, isText, type ParentNode, type Text } from 'domhandler'
import { appendChild, removeElement } from 'domutils'
import { Parser } from 'htmlparser2'
import { UnreadableBook } from '../facts.ts'
import { stripDoctype } from '../xml/strip-doctype.ts'

/** Deeper than any document seen; everything that walks the tree calls itself once a level. */
const DEEPEST = 500

/** A page of a book as a tree that always has its three parts. */
export interface ContentDocument {
  html: Element
  head: Element
  body: Element
}

/**
 * Reads a page leniently: as HTML, where unclosed elements end by themselves, with the habit of XHTML that `<a/>` is a whole
 * element. References are resolved; a declaration and a DOCTYPE are dropped.
 * @throws {UnreadableBook} `dangerous` when elements are nested absurdly deep
 */
export function parseContentDocument(text: string): ContentDocument {
  const handler = new ShallowHandler()
  const isUpperCase = /<\/?(?:HTML|BODY|P|DIV|BR)\b/.test(text)
  const parser = new Parser(handler, {
    recognizeSelfClosing: true,
    recognizeCDATA: true,
    decodeEntities: true,
    // SVG and MathML mean their letter case; old HTML wrote everything in capitals.
    lowerCaseTags: isUpperCase,
    lowerCaseAttributeNames: isUpperCase,
  })
  // As every parser of XML does before it counts characters.
  parser.end(stripDoctype(text).replace(/\r\n?/g, '\n'))
  return withAllParts(handler.root)
}

/** Every piece of text in the body, in the order of the page; its index is its number in the maps of places. */
export function textNodesOf(body: Element): Text[] {
  const nodes: Text[] = []
  const walk = (parent: ParentNode) => {
    for (const node of parent.children) {
      if (isText(node)) nodes.push(node)
      else if ('children' in node) walk(node)
    }
  }
  walk(body)
  return nodes
}

class ShallowHandler extends DomHandler {
  #depth = 0

  override onopentag(name: string, attributes: Record<string, string>): void {
    if (++this.#depth > DEEPEST) {
      throw new UnreadableBook('dangerous', 'A page of the book nests its elements absurdly deep.')
    }
    super.onopentag(name, attributes)
  }

  override onclosetag(): void {
    this.#depth--
    super.onclosetag()
  }
}

const IN_HEAD = new Set(['title', 'meta', 'link', 'base', 'style'])

function withAllParts(root: ParentNode): ContentDocument {
  const html = childNamed(root, 'html') ?? new Element('html', {})
  for (const node of [...root.children]) {
    if (node === html) continue
    if (isContent(node)) appendChild(html, node)
    else removeElement(node)
  }
  const head = childNamed(html, 'head') ?? new Element('head', {})
  const body = childNamed(html, 'body') ?? new Element('body', {})
  for (const node of [...html.children]) {
    if (node === head || node === body || !isContent(node)) continue
    appendChild(isTag(node) && IN_HEAD.has(node.name) && body.children.length === 0 ? head : body, node)
  }
  for (const node of [...html.children]) removeElement(node)
  appendChild(html, head)
  appendChild(html, body)
  return { html, head, body }
}

const childNamed = (parent: ParentNode, name: string) =>
  parent.children.find((node): node is Element => isTag(node) && node.name === name)

const isContent = (node: AnyNode) => isTag(node) || (isText(node) && node.data.trim() !== '')
