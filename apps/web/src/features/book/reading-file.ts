import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'
import { readerKind } from '#api/readable.ts'

/** The file that "Read" opens: where the reader was last, or the first that can be read here. */
export function fileToRead({ files, place }: BookPage): PageFile | undefined {
  const there = files.filter((file) => file.missingSince === null && readerKind(file.format))
  return there.find((file) => file.id === place?.fileId) ?? there[0]
}

/** The file that "Listen" plays, chosen in the same way. */
export function fileToHear({ files, place }: BookPage): PageFile | undefined {
  const there = files.filter((file) => file.missingSince === null && file.media === 'audiobook')
  return there.find((file) => file.id === place?.fileId) ?? there[0]
}
