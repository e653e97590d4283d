import { createHash } from 'node:crypto'
import { constants, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { ArchiveToUnpack } from '../archive/unpack-archive.ts'
import type { PageToRead } from '../article/read-article.ts'
import type { ComicToUnpack } from '../comics/unpack-comic.ts'
import type { EpubToWrite } from '../epub/write-epub.ts'
import { type CoverPicture, UnreadableBook } from '../facts.ts'
import type { PictureToFit } from '../pictures/fit-picture.ts'
import type { CoverSize, RenderedCover } from '../pictures/render-cover.ts'
import type { PlaceToTranslate } from '../places/translate-place.ts'
import type { FileReading, FileToRead } from './outcome.ts'

/** What a task may tell the pool while it runs. */
export interface TaskContext {
  /** Says that the work goes on, so that the time limit starts anew. */
  beat: () => void
}

export interface PictureOfBook {
  bytes: Uint8Array
  mime: CoverPicture['mime']
  hash: string
}

export interface ComicPageToRead {
  path: string
  /** From 1. */
  number: number
  width: number | null
}

export interface PageToDraw {
  bytes: Uint8Array
  width: number | null
  kind?: 'jpeg' | 'any'
}

/**
 * The work that threads do, by name. A new kind of work is one more function here: its input and its result must be
 * plain data, because both cross between threads. Readers are loaded when first needed: a thread that only hashes stays small.
 */
export const tasks = {
  read,
  cover,
  render,
  sha256,
  comicPages: async (path: string, _context: TaskContext) =>
    (await import('../comics/comic-pages.ts')).listComicPages(path),
  comicPage: async ({ path, number, width }: ComicPageToRead, _context: TaskContext) =>
    (await import('../comics/comic-pages.ts')).readComicPage(path, number, width),
  unpackComic: async (comic: ComicToUnpack, { beat }: TaskContext) =>
    (await import('../comics/unpack-comic.ts')).unpackComic(comic, beat),
  listArchive: async (volumes: string[], _context: TaskContext) =>
    (await import('../archive/unpack-archive.ts')).listArchive(volumes),
  unpackArchive: async (archive: ArchiveToUnpack, _context: TaskContext) =>
    (await import('../archive/unpack-archive.ts')).unpackArchive(archive),
  drawPage: async ({ bytes, width, kind }: PageToDraw, _context: TaskContext) =>
    (await import('../pictures/draw-page.ts')).drawPage(bytes, width, kind),
  fitPicture: async (picture: PictureToFit, _context: TaskContext) =>
    (await import('../pictures/fit-picture.ts')).fitPicture(picture),
  partialMd5: async (path: string, _context: TaskContext) => (await import('../partial-md5.ts')).partialMd5(path),
  article: async (page: PageToRead, _context: TaskContext) =>
    (await import('../article/read-article.ts')).readArticle(page),
  writeEpub: async (book: EpubToWrite, _context: TaskContext) =>
    (await import('../epub/write-epub.ts')).writeEpub(book),
  kepub: async (files: { source: string; target: string }, _context: TaskContext) =>
    (await import('../kepub/convert.ts')).convertToKepub(files),
  place: async (place: PlaceToTranslate, _context: TaskContext) =>
    (await import('../places/translate-place.ts')).translatePlace(place),
}

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0]
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<Tasks[Name]>>

async function read(file: FileToRead, _context: TaskContext): Promise<FileReading> {
  const { size, mtimeMs } = regularFile(file.path)
  if (size === 0) throw new UnreadableBook('empty', 'The file is empty')
  const { readBook } = await import('../read-book.ts')
  const { partialMd5 } = await import('../partial-md5.ts')
  const book = await readBook(file.path, { cover: file.cover })
  return {
    facts: book.facts,
    cover: book.cover && { hash: sha256Of(book.cover.bytes), mime: book.cover.mime },
    partialMd5: partialMd5(file.path),
    sizeBytes: size,
    modifiedMs: mtimeMs,
  }
}

async function cover(path: string, _context: TaskContext): Promise<PictureOfBook | null> {
  const picture = await pictureIn(path)
  // A copy of its own: sending a view would send the whole buffer behind it.
  return picture && { bytes: new Uint8Array(picture.bytes), mime: picture.mime, hash: sha256Of(picture.bytes) }
}

async function pictureIn(path: string): Promise<CoverPicture | null> {
  regularFile(path)
  const { readBook } = await import('../read-book.ts')
  return (await readBook(path, { cover: true })).cover
}

async function render(
  { picture, sizes }: { picture: Uint8Array | { path: string }; sizes?: CoverSize[] },
  _context: TaskContext,
): Promise<RenderedCover | null> {
  const bytes = picture instanceof Uint8Array ? picture : (await pictureIn(picture.path))?.bytes
  if (!bytes) return null
  const { renderCover } = await import('../pictures/render-cover.ts')
  return renderCover(bytes, sizes ? { sizes } : {})
}

async function sha256(path: string, { beat }: TaskContext): Promise<string> {
  regularFile(path)
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const hash = createHash('sha256')
    const chunk = Buffer.allocUnsafe(1 << 20)
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(chunk.subarray(0, bytesRead))
      beat()
    }
  } finally {
    await file.close()
  }
}

/** Opening a pipe waits for its other end, so nothing but a plain file is ever opened. */
function regularFile(path: string) {
  const stats = statSync(path)
  if (stats.isDirectory()) throw new UnreadableBook('wrong-type', 'This is a folder, not a file')
  if (!stats.isFile()) throw new UnreadableBook('wrong-type', 'This is a device or a pipe, not a file')
  return stats
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
