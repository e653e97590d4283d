import { type Element, isTag, isText } from 'domhandler'
import { findAll } from 'domutils'
import { type ContentDocument, textNodesOf } from './content-document.ts'

/** A page without text, so that the firmware gives its layout for title pages to it and not to the first chapter. */
export const TITLE_PAGE = '<html><head><title></title></head><body></body></html>'

const count = (body: Element, ...names: string[]) => findAll(({ name }) => names.includes(name), [body]).length

/** Whether a first page looks like text, and so wants an empty page before it (device contract D.2). */
export function wantsTitlePage(name: string, { body }: ContentDocument): boolean {
  if (/cover|title/i.test(name.slice(name.lastIndexOf('/') + 1))) return false
  const words = wordsOf(body)
  if (count(body, 'p') > 4 || words > 20 || count(body, 'img', 'image') > 4) return true
  return count(body, 'img', 'svg') === 0 && words < 5
}

/** Words of more than three bytes. */
function wordsOf(body: Element): number {
  const texts = textNodesOf(body).filter(
    ({ parent }) => !(parent && isTag(parent) && /^(script|style)$/.test(parent.name)),
  )
  return texts
    .filter(isText)
    .flatMap(({ data }) => data.split(/\s+/))
    .filter((word) => Buffer.byteLength(word) > 3).length
}
