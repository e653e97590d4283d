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
  const textOf = async (name: string) => archive.loadText(name)
  for (const section of book.sections) {
    const load = section.load?.bind(section)
    section.load = async () => (await load?.()?.catch((error: unknown) => urlOf(inItsPlace(error)))) ?? urlOf(EMPTY)
    // Places inside a page count its elements, so what is searched must be what is shown.
    section.createDocument = async () => parseClean((await textOf(section.id).catch(inItsPlace)) ?? EMPTY)
  }
  return book
}

/** Stands where the file of a page is not in the book: the pages after it can be read all the same. */
const EMPTY = '<!doctype html><title></title><body></body>'

/** A page that is damaged says so where it is missed, and the others can be read and searched. What the network lost may come yet. */
function inItsPlace(error: unknown): string {
  if (error instanceof CallError) throw error
  return EMPTY.replace('</body>', `${getI18n().t('reader.pageUnreadable')}</body>`)
}

const urlOf = (page: string) => URL.createObjectURL(new Blob([page], { type: 'text/html' }))
