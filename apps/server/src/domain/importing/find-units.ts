import { basename, dirname } from 'node:path'
import type { Slot } from '#database/schema.ts'
import { isDisc } from '#domain/library/audio-folders.ts'
import { contentKind, fullEnding } from './content-kinds.ts'
import type { FoundFile } from './import-disk.ts'

/** Files that are one book: an e-book, the same e-book in several formats, or the folder of an audiobook. */
export interface Unit {
  /** The file, or the folder where several files belong together. */
  path: string
  format: Slot
  files: FoundFile[]
}

/**
 * Sorts the files below a folder into books. A folder with audio is one, disc folders belong to the one above; so is a folder
 * whose e-books all bear one name. Loose audio in the folder itself is a book a file.
 */
export function findUnits(root: string, files: readonly FoundFile[]): Unit[] {
  const units: Unit[] = []
  const audio = Map.groupBy(
    files.filter((file) => contentKind(basename(file.path)) === 'audio'),
    ({ path }) => bookFolder(path, root),
  )
  for (const [folder, tracks] of audio) {
    if (folder !== root) units.push({ path: folder, format: 'audiobook', files: tracks })
    else for (const track of tracks) units.push({ path: track.path, format: 'audiobook', files: [track] })
  }
  const ebooks = Map.groupBy(
    files.filter(({ path }) => contentKind(basename(path)) === 'ebook' && !audio.has(bookFolder(path, root))),
    ({ path }) => dirname(path),
  )
  for (const [folder, books] of ebooks) {
    const stems = new Set(books.map(({ path }) => stem(path)))
    const isOne = folder !== root && stems.size === 1 && books.length > 1
    if (isOne) units.push({ path: folder, format: 'ebook', files: books })
    else for (const book of books) units.push({ path: book.path, format: 'ebook', files: [book] })
  }
  return units.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** `…/Oz/CD1/01.mp3` belongs to the book of `…/Oz`. */
function bookFolder(path: string, root: string): string {
  const folder = dirname(path)
  return folder !== root && isDisc(basename(folder)) && dirname(folder) !== root ? dirname(folder) : folder
}

const stem = (path: string) => path.slice(0, -fullEnding(path).length - 1).toLowerCase()
