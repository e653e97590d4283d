import { Element, isTag, isText, Text } from 'domhandler'
import { appendChild, findAll, removeElement } from 'domutils'
import { setChildren } from './add-spans.ts'
import type { ContentDocument } from './content-document.ts'
import { isBlank } from './sentences.ts'

const STYLE = 'div#book-inner { margin-top: 0; margin-bottom: 0;}'

/** Whether a page already carries spans of a conversion, Kobo's or ours. */
export function hasSpans({ html }: ContentDocument): boolean {
  return findAll((element) => element.name === 'span' && hasClass(element, 'koboSpan'), [html]).length > 0
}

/** Removes what other programs left behind and what contradicts UTF-8, and gives tables the body that HTML gives them. */
export function tidyDocument({ html, head, body }: ContentDocument): void {
  for (const meta of findAll(({ name }) => name === 'meta', [head])) {
    const { attribs } = meta
    if (/^Adept\.(expected\.)?resource$/.test(attribs.name ?? '')) removeElement(meta)
    else if (attribs.charset !== undefined) attribs.charset = 'utf-8'
    else if (attribs['http-equiv']?.toLowerCase() === 'content-type') {
      attribs.content = (attribs.content ?? '').replace(/charset\s*=\s*[\w.:-]+/i, 'charset=utf-8')
    }
  }
  for (const leftover of findAll(({ name }) => name === 'o:p' || name.startsWith('st1:'), [body])) {
    if (leftover.children.every((node) => isText(node) && node.data === '')) removeElement(leftover)
  }
  for (const table of findAll(({ name }) => name === 'table', [html])) addTableBody(table)
}

/** The two boxes and the rule that the firmware expects; what is there already is left alone. */
export function addFrame({ head, body }: ContentDocument): void {
  if (!head.children.some((node) => isTag(node) && node.name === 'style' && hasClass(node, 'kobostylehacks'))) {
    appendChild(head, new Element('style', { type: 'text/css', class: 'kobostylehacks' }, [new Text(STYLE)]))
  }
  if (body.children.some((node) => isTag(node) && node.attribs.id === 'book-columns')) return
  const inner = new Element('div', { id: 'book-inner' })
  setChildren(inner, body.children)
  const columns = new Element('div', { id: 'book-columns' })
  setChildren(columns, [inner])
  setChildren(body, [columns])
}

function addTableBody(table: Element): void {
  if (!table.children.some((node) => isTag(node) && node.name === 'tr')) return
  const children: Element['children'] = []
  let open: Element | undefined
  for (const node of table.children) {
    const isRow = isTag(node) && node.name === 'tr'
    if (isRow && !open) {
      open = new Element('tbody', {})
      children.push(open)
    }
    if (open && (isRow || (isText(node) && isBlank(node.data)))) open.children.push(node)
    else {
      open = undefined
      children.push(node)
    }
  }
  setChildren(table, children)
  for (const child of children) if (isTag(child) && child.name === 'tbody') setChildren(child, child.children)
}

const hasClass = ({ attribs }: Element, name: string) => (attribs.class ?? '').split(/\s+/).includes(name)
