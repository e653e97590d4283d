import { type Element, isTag, isText, type Text } from 'domhandler'
import { type Anchor, anchorAt, anchorOfElement, type PageTree, textAt } from './anchor.ts'

/** A place as KOReader writes it, e.g. `/body/DocFragment[7]/body/div[2]/p[14]/text()[1].88`. */
export interface XPointer {
  /** 1-based position of the document in the book. */
  fragment: number
  steps: { name: string; index: number }[]
  /** Which text of the last element, 1-based; undefined where the place is the element. */
  text: number | undefined
  offset: number
}

/** What the engine puts between the elements of a page for its own layout. */
const BOXES = /^(autoboxing|floatbox|inlinebox|pseudoelem)$/

/** Reads a pointer of any age of the engine; undefined for anything else. */
export function parseXPointer(text: string): XPointer | undefined {
  // The old form counts documents from 0.
  const old = /^#?_doc_fragment_(\d+)_/.exec(text)?.[1]
  if (old !== undefined) return { fragment: Number(old) + 1, steps: [], text: undefined, offset: 0 }
  const match = /^\/body\/docfragment(?:\[(\d+)\])?((?:\/[^/.]+)*)(?:\.(\d+))?$/i.exec(text.trim())
  if (!match) return undefined
  const [, fragment = '1', path = '', offset = '0'] = match
  const pointer: XPointer = { fragment: Number(fragment), steps: [], text: undefined, offset: Number(offset) }
  for (const part of path.split('/').filter(Boolean)) {
    const [, name = '', index = '1'] = /^([^[]+)(?:\[(\d+)\])?$/.exec(part) ?? []
    if (name.toLowerCase() === 'text()') pointer.text = Number(index)
    else if (!BOXES.test(name.toLowerCase())) pointer.steps.push({ name: name.toLowerCase(), index: Number(index) })
  }
  return pointer
}

/** The place in a page, and whether the whole path led there; otherwise it is the last element that is there. */
export function anchorOfXPointer(tree: PageTree, pointer: XPointer): { anchor: Anchor; isExact: boolean } {
  // The first step is the body itself.
  const [, ...steps] = pointer.steps
  let element = tree.body
  for (const { name, index } of steps) {
    const next = element.children.filter((node): node is Element => isTag(node) && node.name.toLowerCase() === name)[
      index - 1
    ]
    if (!next) return { anchor: anchorOfElement(tree, element), isExact: false }
    element = next
  }
  if (pointer.text === undefined) return { anchor: anchorOfElement(tree, element), isExact: true }
  const text = shownTexts(element)[pointer.text - 1]
  if (!text) return { anchor: anchorOfElement(tree, element), isExact: false }
  return { anchor: anchorAt(tree, text, toUnits(text, pointer.offset)), isExact: true }
}

/** Writes a place for KOReader; undefined in a page without text. */
export function xpointerOfAnchor(tree: PageTree, fragment: number, anchor: Anchor): string | undefined {
  const place = textAt(tree, anchor)
  const parent = place?.text.parent
  if (!place || !parent || !isTag(parent)) return undefined
  const number = shownTexts(parent).indexOf(place.text) + 1
  let path = number > 0 ? `/text()[${number}].${toPoints(place.text, place.offset)}` : '.0'
  for (let element: Element = parent; element !== tree.body; element = element.parent as Element) {
    let index = 1
    for (let node = element.prev; node; node = node.prev) if (isTag(node) && node.name === element.name) index++
    path = `/${element.name}[${index}]${path}`
    if (!element.parent || !isTag(element.parent)) return undefined
  }
  return `/body/DocFragment[${fragment}]/body${path}`
}

/** The texts that the engine keeps: white space at the start of a block, or between blocks, does not exist for it. */
function shownTexts(element: Element): Text[] {
  return element.children.filter(
    (node): node is Text => isText(node) && (node.data.trim() !== '' || isPreformatted(node) || isBetweenWords(node)),
  )
}

const INLINE =
  /^(a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var)$/

const isBetweenWords = ({ prev, next }: Text) =>
  prev !== null &&
  next !== null &&
  [prev, next].every((node) => isText(node) || (isTag(node) && INLINE.test(node.name)))

function isPreformatted(text: Text): boolean {
  for (let parent = text.parent; parent && isTag(parent); parent = parent.parent) if (parent.name === 'pre') return true
  return false
}

/** Characters as the engine counts them: whole code points, a run of white space as one. */
function* counted(text: Text): Generator<number> {
  const isWhole = isPreformatted(text)
  let wasBlank = false
  let at = 0
  for (const character of text.data) {
    const isBlank = !isWhole && /[\t\n\r ]/.test(character)
    if (!(isBlank && wasBlank)) yield at
    wasBlank = isBlank
    at += character.length
  }
}

function toPoints(text: Text, units: number): number {
  let count = 0
  for (const at of counted(text)) {
    if (at >= units) break
    count++
  }
  return count
}

function toUnits(text: Text, points: number): number {
  let count = 0
  for (const at of counted(text)) if (count++ === points) return at
  return text.data.length
}
