import { EPUB } from 'foliate-js/epub.js'
import type { OpenBook } from 'foliate-js/view.js'
import { openArchive } from './archive.ts'
import { cleanResources } from './clean-resources.ts'

/** Opens an EPUB whose pages cannot run anything. Throws where it is no EPUB or has no pages. */
export async function openEpub(file: Blob): Promise<OpenBook> {
  const book = await new EPUB(await openArchive(file)).init()
  if (book.sections.length === 0) throw new Error('The book has no pages')
  cleanResources(book)
  for (const section of book.sections) {
    const load = section.load.bind(section)
    section.load = async () => (await load()) ?? emptyPage()
  }
  return book
}

/** Stands where the file of a page is not in the book: the pages after it can be read all the same. */
const emptyPage = () =>
  URL.createObjectURL(new Blob(['<!doctype html><title></title><body></body>'], { type: 'text/html' }))
