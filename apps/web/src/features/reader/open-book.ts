import type { OpenBook } from 'foliate-js/view.js'
import type { BookBytes } from '#api/book-bytes.ts'
import { readOnlyFile } from './archive.ts'
import { cleanPages } from './clean-resources.ts'
import { openEpub } from './open-epub.ts'

/** Opens a book of text whose pages cannot run anything. Throws where it is none, or has no pages. */
export async function openBook(file: BookBytes, format: string): Promise<OpenBook> {
  const book = await open(file, format)
  if (book.sections.length === 0) throw new Error('The book has no pages')
  return book
}

async function open(file: BookBytes, format: string): Promise<OpenBook> {
  switch (format) {
    case 'mobi':
    case 'azw':
    case 'azw3':
      return cleanPages(await openKindle(file))
    case 'fb2':
    case 'fbz':
      return cleanPages(await openFictionBook(file))
    case 'txt': {
      const { openText } = await import('./open-text.ts')
      return openText(new Uint8Array(await file.arrayBuffer()))
    }
    default:
      return openEpub(file)
  }
}

async function openKindle(file: BookBytes): Promise<OpenBook> {
  const [{ MOBI }, { unzlibSync }] = await Promise.all([
    import('foliate-js/mobi.js'),
    import('foliate-js/vendor/fflate.js'),
  ])
  const book = await new MOBI({ unzlib: unzlibSync }).open(file)
  const loadRaw = book.loadRaw?.bind(book)
  if (loadRaw) book.loadRaw = oneAfterTheOther(loadRaw)
  return book
}

/** foliate appends what it unpacks to what it has, and mixes it up when two parts are asked for at a time. */
function oneAfterTheOther<Given extends unknown[], Answer>(
  work: (...given: Given) => Promise<Answer>,
): (...given: Given) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve()
  return (...given) => {
    const answer = last.then(() => work(...given))
    last = answer.catch(() => undefined)
    return answer
  }
}

async function openFictionBook(file: BookBytes): Promise<OpenBook> {
  const { makeFB2 } = await import('foliate-js/fb2.js')
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const isZipped = head[0] === 0x50 && head[1] === 0x4b
  const text = isZipped ? await readOnlyFile(file, '.fb2') : file
  return makeFB2(text)
}
