import { type Element, isTag, isText, type Text } from 'domhandler'
import { type Anchor, anchorAt, anchorOfElement, type PageTree, textAt } from './anchor.ts'

/** The spine is the third child of a package, as every reader counts it. */
const SPINE = 6

export interface Cfi {
  /** 0-based position in the spine. */
  spineIndex: number
  /** Steps below the root of the page, the last of them perhaps a text with an offset. */
  steps: number[]
  offset: number
}

/** Reads a canonical fragment identifier of EPUB (a range counts by its start); undefined for anything else. */
export function parseCfi(text: string): Cfi | undefined {
  const inner = /^epubcfi\((.+)\)$/.exec(text.trim())?.[1]
  if (!inner) return undefined
  // Assertions in brackets help to repair a place; what they hold must not be taken for steps.
  const bare = inner.replace(/\[(?:\^.|[^\]^])*\]/g, '')
  const [parent = '', start = ''] = bare.split(',')
  const [packagePath = '', ...inside] = `${parent}${start}`.split('!')
  const itemref = Number(/^\/\d+\/(\d+)/.exec(packagePath)?.[1])
  if (!Number.isInteger(itemref) || itemref < 2 || itemref % 2 === 1) return undefined
  const path = inside.join('')
  return {
    spineIndex: itemref / 2 - 1,
    steps: [...path.matchAll(/\/(\d+)/g)].map(([, step]) => Number(step)),
    offset: Number(/:(\d+)/.exec(path)?.[1] ?? 0),
  }
}

/** The place in a page; where the path leads nowhere, the last element on the way that is there. */
export function anchorOfCfi(tree: PageTree, { steps, offset }: Cfi): Anchor {
  let element = tree.html
  for (const step of steps) {
    if (step % 2 === 1) return anchorInSlot(tree, element, step, offset)
    const next = element.children.filter(isTag)[step / 2 - 1]
    if (!next) break
    element = next
  }
  return anchorOfElement(tree, element)
}

/** Texts between two elements count as one, whatever comments stand between them. */
function slotOf(element: Element, step: number): Text[] {
  const texts: Text[] = []
  let elements = 0
  for (const child of element.children) {
    if (isTag(child)) elements++
    else if (isText(child) && elements === (step - 1) / 2) texts.push(child)
  }
  return texts
}

function anchorInSlot(tree: PageTree, element: Element, step: number, offset: number): Anchor {
  const texts = slotOf(element, step)
  let rest = offset
  for (const [index, text] of texts.entries()) {
    if (rest <= text.data.length || index === texts.length - 1) return anchorAt(tree, text, rest)
    rest -= text.data.length
  }
  const behind = element.children.filter(isTag)[(step - 1) / 2]
  return anchorOfElement(tree, behind ?? element)
}

/** Writes a place as a CFI; undefined in a page without text. */
export function cfiOfAnchor(tree: PageTree, spineIndex: number, anchor: Anchor): string | undefined {
  const place = textAt(tree, anchor)
  if (!place) return undefined
  let path = ''
  let offset = place.offset
  let elementsBefore = 0
  for (let node = place.text.prev; node; node = node.prev) {
    if (isTag(node)) elementsBefore++
    else if (isText(node) && elementsBefore === 0) offset += node.data.length
  }
  path = `/${elementsBefore * 2 + 1}:${offset}`
  for (let element = place.text.parent; element && isTag(element) && element !== tree.html; element = element.parent) {
    let position = 1
    for (let node = element.prev; node; node = node.prev) if (isTag(node)) position++
    path = `/${position * 2}${path}`
  }
  return `epubcfi(/${SPINE}/${(spineIndex + 1) * 2}!${path})`
}
