import { EPUB } from 'foliate-js/epub.js'
import type { OpenBook } from 'foliate-js/view.js'
import type { BookBytes } from '#api/book-bytes.ts'
import { openArchive } from './archive.ts'
import { cleanResources, parseClean } from './clean-resources.ts'

/** Opens an EPUB whose pages cannot run anything. Throws where it is no EPUB. */
export async function openEpub(file: BookBytes): Promise<OpenBook> {
  const archive = await openArchive(file)
  const book = await new EPUB(archive).init()
  cleanResources(book)
  for (const section of book.sections) {
    const load = section.load?.bind(section)
    section.load = async () => (await load?.()) ?? URL.createObjectURL(new Blob([EMPTY], { type: 'text/html' }))
    // Places inside a page count its elements, so what is searched must be what is shown.
    section.createDocument = async () => parseClean((await archive.loadText(section.id)) ?? EMPTY)
  }
  return book
}

/** Stands where the file of a page is not in the book: the pages after it can be read all the same. */
const EMPTY = '<!doctype html><title></title><body></body>'
