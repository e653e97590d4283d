import { pictureSize } from '../cover/picture-size.ts'
import { UnreadableBook } from '../facts.ts'
import { drawPage, type PagePicture } from '../pictures/draw-page.ts'
import { sniffPicture } from '../pictures/sniff.ts'
import type { ComicArchive, ComicEntry } from './comic-archive.ts'
import { withComic } from './open-comic.ts'
import { pagesOf, readComic } from './read-comic.ts'

/** A scan of a double page at 600 dpi, uncompressed, is smaller. */
export const MAX_PAGE_BYTES = 64 * 1024 * 1024
/** The longest collected editions have some 3,000 pages. */
const MAX_PAGES = 10_000
/** Where a picture says how large it is, with a colour profile in front of it. */
const HEAD_BYTES = 64 * 1024

export interface PageSize {
  width: number
  height: number
}

export interface ComicPages {
  direction: 'ltr' | 'rtl' | null
  /** One for each page in reading order; null where its size is not known without unpacking. */
  sizes: (PageSize | null)[]
  /** Whether each page can be had by itself; false where an archive has to be unpacked from its beginning. */
  isRandomAccess: boolean
  /** Of all pages, as the archive declares it. */
  unpackedBytes: number
}

/**
 * What a reader has to know of a comic before it shows the first page.
 * @throws {UnreadableBook} also where it is locked or has more pages than anybody turns
 */
export function listComicPages(path: string): Promise<ComicPages> {
  return withComic(path, async (archive, format) => {
    const { facts } = await readComic(archive, { cover: false, format })
    if (facts.drm) throw new UnreadableBook('locked', 'The archive is protected by a password.')
    const pages = pagesWithinLimits(archive)
    return {
      direction: facts.direction,
      sizes: pages.map(({ name }) => (archive.readStart ? sizeOf(archive.readStart(name, HEAD_BYTES)) : null)),
      isRandomAccess: archive.readStart !== undefined,
      unpackedBytes: pages.reduce((sum, { size }) => sum + size, 0),
    }
  })
}

/** One page (counted from 1) out of an archive that gives each by itself, narrowed to `width` where it is wider. */
export function readComicPage(path: string, number: number, width: number | null): Promise<PagePicture> {
  return withComic(path, async (archive) => {
    const page = pagesWithinLimits(archive)[number - 1]
    if (!page) throw new UnreadableBook('damaged', 'The archive has no such page.')
    const bytes = (await archive.read([page.name], MAX_PAGE_BYTES)).get(page.name)
    if (!bytes) throw new UnreadableBook('damaged', archive.warnings.at(-1) ?? 'This page cannot be unpacked.')
    return drawPage(bytes, width)
  })
}

export function pagesWithinLimits(archive: ComicArchive): ComicEntry[] {
  const pages = pagesOf(archive.entries)
  if (pages.length > MAX_PAGES) throw new UnreadableBook('too-large', 'The archive has more than 10,000 pages.')
  return pages
}

export function sizeOf(bytes: Uint8Array): PageSize | null {
  const mime = sniffPicture(bytes)
  return (mime && pictureSize(bytes, mime)) ?? null
}
