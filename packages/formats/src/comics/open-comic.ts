import { type BookFile, openBookFile } from '../bytes/book-file.ts'
import { detect } from '../detect.ts'
import { type Format, UnreadableBook } from '../facts.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import type { ComicArchive } from './comic-archive.ts'

export type ComicFormat = 'cbz' | 'cbr' | 'cb7' | 'cbt'

export const isComicFormat = (format: Format): format is ComicFormat => /^cb[zr7t]$/.test(format)

/** Opens the archive of a comic; the caller closes it. */
export async function openComic(
  file: BookFile,
  format: ComicFormat,
  zip: ZipArchive | undefined,
): Promise<ComicArchive> {
  switch (format) {
    case 'cbz':
      if (!zip) throw new Error('A format inside a ZIP was detected without opening it')
      return (await import('./open-zip-comic.ts')).openZipComic(zip)
    case 'cbr':
      return (await import('./open-rar-comic.ts')).openRarComic(file)
    case 'cb7':
      return (await import('./open-7z-comic.ts')).open7zComic(file)
    case 'cbt':
      return (await import('./open-tar-comic.ts')).openTarComic(file)
  }
}

/**
 * Opens the comic at a path for as long as `use` takes.
 * @throws {UnreadableBook} when it is none or cannot be read
 */
export async function withComic<Result>(
  path: string,
  use: (archive: ComicArchive, format: ComicFormat) => Promise<Result>,
): Promise<Result> {
  const file = openBookFile(path)
  try {
    const { format, zip } = detect(file)
    if (!isComicFormat(format)) throw new UnreadableBook('wrong-type', 'The file is no comic, so it has no pages.')
    const archive = await openComic(file, format, zip)
    try {
      return await use(archive, format)
    } finally {
      archive.close()
    }
  } finally {
    file.close()
  }
}
