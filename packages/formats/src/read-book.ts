import { type BookFile, openBookFile } from './bytes/book-file.ts'
import { openComic } from './comics/open-comic.ts'
import { type Detected, detect } from './detect.ts'
import { readEpub } from './epub/read-epub.ts'
import { type Format, type ReadBook, UnreadableBook } from './facts.ts'
import { keepWithinLimits } from './keep-within-limits.ts'
import type { ZipArchive } from './zip/zip-archive.ts'

interface ReadOptions {
  cover: boolean
  format: Format
}

/** A FictionBook has to be in memory; the longest ones with all their pictures have some 60 MB. */
const MAX_FB2_BYTES = 96 * 1024 * 1024

/**
 * Reads what a book file says about itself, whatever its format, and its cover unless told otherwise.
 * @throws {UnreadableBook} when it is no book or cannot be read; errors of the disk (a file that vanished) pass through
 */
export async function readBook(path: string, options: { cover?: boolean } = {}): Promise<ReadBook> {
  const file = openBookFile(path)
  try {
    const detected = detect(file)
    const book = await readDetected(file, detected, { cover: options.cover ?? true, format: detected.format })
    if (detected.warning) book.facts.warnings.unshift(detected.warning)
    return keepWithinLimits(book)
  } finally {
    file.close()
  }
}

/** Readers other than the one for EPUB are loaded when the first book of their kind comes: a scan of EPUBs does not pay for them. */
async function readDetected(file: BookFile, { format, zip }: Detected, options: ReadOptions): Promise<ReadBook> {
  switch (format) {
    case 'epub':
    case 'kepub':
      return readEpub(opened(zip), { cover: options.cover, format })
    case 'fb2':
    case 'fbz': {
      const { readFb2 } = await import('./fb2/read-fb2.ts')
      return readFb2(zip ? zippedFb2(zip) : wholeFile(file), { cover: options.cover, format })
    }
    case 'cbz':
    case 'cbr':
    case 'cb7':
    case 'cbt': {
      const { readComic } = await import('./comics/read-comic.ts')
      const archive = await openComic(file, format, zip)
      try {
        return await readComic(archive, options)
      } finally {
        archive.close()
      }
    }
    case 'mobi':
    case 'azw':
    case 'azw3':
      return (await import('./mobi/read-mobi.ts')).readMobi(file.path, options)
    case 'pdf':
      return (await import('./pdf/read-pdf.ts')).readPdf(file.path, options)
    case 'm4b':
    case 'm4a':
    case 'mp3':
    case 'flac':
    case 'ogg':
    case 'opus':
      return (await import('./audio/read-audio.ts')).readAudio(file.path, options)
    case 'txt':
      return (await import('./txt/read-txt.ts')).readTxt()
  }
}

function opened(zip: ZipArchive | undefined): ZipArchive {
  if (!zip) throw new Error('A format inside a ZIP was detected without opening it')
  return zip
}

function zippedFb2(zip: ZipArchive): Buffer {
  const books = zip.entries.filter(({ name }) => /\.fb2$/i.test(name))
  const [book] = books
  if (!book || books.length > 1) {
    throw new UnreadableBook(
      'unsupported',
      `The archive holds ${books.length} FictionBooks; only one in an archive is read.`,
    )
  }
  return zip.read(book, MAX_FB2_BYTES)
}

function wholeFile(file: BookFile): Buffer {
  if (file.size > MAX_FB2_BYTES) throw new UnreadableBook('too-large', 'FictionBooks of more than 96 MB are not read.')
  return file.read(0, file.size)
}
