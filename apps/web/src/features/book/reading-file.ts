import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'

/** Formats that the reader opens. */
const readable = ['epub', 'kepub']

/** The file that "Read" opens: where the reader was last, or the first that can be read here. */
export function fileToRead({ files, place }: BookPage): PageFile | undefined {
  const there = files.filter((file) => file.missingSince === null && readable.includes(file.format))
  return there.find((file) => file.id === place?.fileId) ?? there[0]
}
