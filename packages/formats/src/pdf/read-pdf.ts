import { type BookFile, openBookFile } from '../bytes/book-file.ts'
import { blankFacts, type CoverPicture, type Format, type ReadBook, UnreadableBook } from '../facts.ts'
import { findBomb } from './find-bomb.ts'
import { drawFirstPage } from './first-page.ts'
import { NeedsPassword, openPdf } from './open-pdf.ts'
import { type PdfInfo, pdfFacts } from './pdf-facts.ts'
import { readXmp } from './xmp.ts'

/** No page needs fewer bytes, even when many share one compressed stream. */
const MIN_BYTES_PER_PAGE = 4

type Options = { cover: boolean; format?: Format }

/**
 * Reads what a PDF says of itself; the cover is its first page. One that needs a password gives facts with `drm` and
 * nothing else, because it is a book for whoever knows it. Throws `UnreadableBook` with `damaged` or `dangerous`.
 */
export async function readPdf(path: string, { cover }: Options): Promise<ReadBook> {
  const file = openBookFile(path)
  try {
    const bomb = findBomb(file)
    if (bomb === 'structure') throw new UnreadableBook('dangerous', 'The PDF holds data that would fill the memory.')
    return await readOpenPdf(file, { wantsCover: cover, holdsBomb: bomb !== null })
  } catch (error) {
    if (error instanceof NeedsPassword) return locked()
    throw error
  } finally {
    file.close()
  }
}

async function readOpenPdf(
  file: BookFile,
  { wantsCover, holdsBomb }: { wantsCover: boolean; holdsBomb: boolean },
): Promise<ReadBook> {
  const { document, destroy } = await openPdf(file)
  try {
    const { info, metadata } = await document.getMetadata()
    const facts = pdfFacts(info as PdfInfo, readXmp(packetOf(metadata)))
    if (document.numPages * MIN_BYTES_PER_PAGE <= file.size) facts.pages = document.numPages
    else facts.warnings.push('The number of pages is not believable.')

    let cover: CoverPicture | null = null
    if (holdsBomb) facts.warnings.push('The PDF holds data that would fill the memory; its cover was left out.')
    else if (wantsCover) {
      const drawn = await drawFirstPage(document).catch(() => ({
        cover: null,
        reason: 'The first page cannot be drawn.',
      }))
      if (drawn.cover) cover = drawn.cover
      else facts.warnings.push(drawn.reason)
    }
    return { facts, cover }
  } finally {
    await destroy()
  }
}

/** The engine hands out the packet itself, but its types do not say so. */
function packetOf(metadata: unknown): string {
  const packet = (metadata as { getRaw?: () => unknown } | null)?.getRaw?.()
  return typeof packet === 'string' ? packet : ''
}

function locked(): ReadBook {
  const facts = blankFacts('pdf')
  facts.drm = 'Password'
  facts.warnings.push('The PDF opens with a password only, so nothing could be read from it.')
  return { facts, cover: null }
}
