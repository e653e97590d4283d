import type { OpenBook } from 'foliate-js/view.js'
import { findNote, isNoteLink, noteMarkup } from './find-note.ts'

export interface ShownNote {
  markup: string
  href: string
  language: string
  isRtl: boolean
}

/** The footnote that a link leads to; nothing where it leads to a place to read on at. */
export async function noteBehind(
  book: OpenBook,
  link: HTMLAnchorElement,
  href: string,
): Promise<ShownNote | undefined> {
  if (!isNoteLink(link)) return undefined
  const target = await book.resolveHref(href)
  const doc = target ? await book.sections[target.index]?.createDocument?.() : undefined
  if (!target || !doc) return undefined
  const { anchor } = target
  const note = findNote(typeof anchor === 'function' ? anchor(doc) : null)
  if (!note) return undefined
  const page = link.ownerDocument.documentElement
  return {
    markup: noteMarkup(note),
    href,
    language: note.closest('[lang]')?.getAttribute('lang') ?? page.lang,
    isRtl: link.ownerDocument.defaultView?.getComputedStyle(page).direction === 'rtl',
  }
}
