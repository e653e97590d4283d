import { EPUB } from 'foliate-js/epub.js'
import type { OpenBook } from 'foliate-js/view.js'
import { openArchive } from './archive.ts'
import { cleanResources } from './clean-resources.ts'

/** Opens an EPUB whose pages cannot run anything. Throws where it is no EPUB or has no pages. */
export async function openEpub(file: Blob): Promise<OpenBook> {
  const book = await new EPUB(await openArchive(file)).init()
  if (book.sections.length === 0) throw new Error('The book has no pages')
  cleanResources(book)
  return book
}
