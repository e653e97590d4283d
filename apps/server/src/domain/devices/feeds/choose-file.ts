import { invalid, notFound } from '#kernel/errors.ts'
import { isFormat } from './formats.ts'
import type { FeedFile } from './read-feed-books.ts'

/**
 * The file of a book that somebody wants.
 * @param files best first @param wish `ebook`, `audiobook`, a format, or nothing for the best one
 * @throws invalid for a wish that is none, not-found where the book has no such file
 */
export function chooseFile(files: readonly FeedFile[], wish: string | undefined): FeedFile {
  const format = wish?.trim().toLowerCase() ?? ''
  const isMedia = format === 'ebook' || format === 'audiobook'
  if (format !== '' && !isMedia && !isFormat(format)) {
    throw invalid('file.format', 'There is no such format. Ask for ebook, audiobook, or a format such as epub or pdf.')
  }
  const file = format === '' ? files[0] : files.find((one) => (isMedia ? one.media === format : one.format === format))
  if (!file) throw notFound('file')
  return file
}
