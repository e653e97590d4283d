import { EPUB } from 'foliate-js/epub.js'
import type { OpenBook } from 'foliate-js/view.js'
import { getI18n } from 'react-i18next'
import type { BookBytes } from '#api/book-bytes.ts'
import { CallError } from '#api/call-error.ts'
import { openArchive } from './archive.ts'
import { cleanResources, parseClean } from './clean-resources.ts'

/** Opens an EPUB whose pages cannot run anything. Throws where it is no EPUB. */
export async function openEpub(file: BookBytes): Promise<OpenBook> {
  const archive = await openArchive(file)
  const book = await new EPUB(archive).init()
  cleanResources(book)
  for (const section of book.sections) {
    const load = section.load?.bind(section)
    section.load = async () => (await load?.()?.catch(inItsPlace)) ?? pageOf('')
    // Places inside a page count its elements, so what is searched must be what is shown.
    section.createDocument = async () => parseClean((await archive.loadText(section.id)) ?? EMPTY)
  }
  return book
}

/** A page that is damaged says so where it is missed, and the pages after it can be read. What the network lost may come yet. */
function inItsPlace(error: unknown): string {
  if (error instanceof CallError) throw error
  return pageOf(getI18n().t('reader.pageUnreadable'))
}

const EMPTY = '<!doctype html><title></title><body></body>'

/** Stands where a page of the book should: the pages after it can be read all the same. */
function pageOf(words: string): string {
  const page = new DOMParser().parseFromString(EMPTY, 'text/html')
  page.body.append(words)
  return URL.createObjectURL(new Blob([page.documentElement.outerHTML], { type: 'text/html' }))
}
