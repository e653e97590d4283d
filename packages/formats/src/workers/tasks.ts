import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { PageToRead } from '../article/read-article.ts'
import type { EpubToWrite } from '../epub/write-epub.ts'
import { type CoverPicture, UnreadableBook } from '../facts.ts'
import type { CoverSize, RenderedCover } from '../pictures/render-cover.ts'
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

/**
 * The work that threads do, by name. A new kind of work is one more function here: its input and its result must be
 * plain data, because both cross between threads. Readers are loaded when first needed: a thread that only hashes stays small.
 */
export const tasks = {
  read,
  cover,
  render,
  sha256,
  partialMd5: async (path: string, _context: TaskContext) => (await import('../partial-md5.ts')).partialMd5(path),
  article: async (page: PageToRead, _context: TaskContext) =>
    (await import('../article/read-article.ts')).readArticle(page),
  writeEpub: async (book: EpubToWrite, _context: TaskContext) =>
    (await import('../epub/write-epub.ts')).writeEpub(book),
}

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0]
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<Tasks[Name]>>

async function read(file: FileToRead, _context: TaskContext): Promise<FileReading> {
  const { size, mtimeMs } = await regularFile(file.path)
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
  await regularFile(path)
  const { readBook } = await import('../read-book.ts')
  const picture = (await readBook(path, { cover: true })).cover
  // A copy of its own: sending a view would send the whole buffer behind it.
  return picture && { bytes: new Uint8Array(picture.bytes), mime: picture.mime, hash: sha256Of(picture.bytes) }
}

async function render(
  { picture, sizes }: { picture: Uint8Array | { path: string }; sizes?: CoverSize[] },
  context: TaskContext,
): Promise<RenderedCover | null> {
  const bytes = picture instanceof Uint8Array ? picture : (await cover(picture.path, context))?.bytes
  if (!bytes) return null
  const { renderCover } = await import('../pictures/render-cover.ts')
  return renderCover(bytes, sizes ? { sizes } : {})
}

async function sha256(path: string, { beat }: TaskContext): Promise<string> {
  await regularFile(path)
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
async function regularFile(path: string) {
  const stats = await stat(path)
  if (stats.isDirectory()) throw new UnreadableBook('wrong-type', 'This is a folder, not a file')
  if (!stats.isFile()) throw new UnreadableBook('wrong-type', 'This is a device or a pipe, not a file')
  return stats
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
