import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'

/** What every reader is given: a book, the file of it to open, and a place to open it at instead of the last one. */
export interface ReaderProps {
  book: BookPage
  file: PageFile
  startAt: string | null
}

const kinds = {
  epub: 'text',
  kepub: 'text',
  mobi: 'text',
  azw: 'text',
  azw3: 'text',
  fb2: 'text',
  fbz: 'text',
  txt: 'text',
  pdf: 'pdf',
  cbz: 'comic',
  cbr: 'comic',
  cb7: 'comic',
  cbt: 'comic',
} as const

export type ReaderKind = (typeof kinds)[keyof typeof kinds]

/** Which reader opens files of a format; undefined for those that can only be taken along. */
export function readerKind(format: string): ReaderKind | undefined {
  return Object.hasOwn(kinds, format) ? kinds[format as keyof typeof kinds] : undefined
}
