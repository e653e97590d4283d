import type { BookRole, FileOrigin } from '#database/schema.ts'

/** What is known of the work in a file, before it is known whether the catalogue has that work. */
export interface NewWork {
  title: string
  subtitle: string | null
  creators: { name: string; sort: string | null; role: BookRole }[]
  language: string | null
  isbn10: string | null
  isbn13: string | null
  asin: string | null
  goodreadsId: string | null
  hardcoverId: string | null
  googleBooksId: string | null
  identifiers: { scheme: string; value: string }[]
  publisher: string | null
  published: string | null
  /** Sanitised already. */
  description: string | null
  subjects: string[]
  series: { name: string; position: string | null }[]
  durationSeconds: number | null
  pageCount: number | null
  /** The pages are laid out once and for all. */
  isFixedLayout: boolean
  coverHash: string | null
  coverMime: string | null
}

/** A file, or a folder of audio parts, that the catalogue shall know. */
export interface NewFile {
  path: string
  fileType: string
  media: 'ebook' | 'audiobook'
  sizeBytes: number
  modifiedMs: number | null
  /** Null for folders and for what cannot be read. */
  partialMd5: string | null
  origin: FileOrigin
  /** Parts of an audiobook folder in listening order; empty for a single file. */
  parts: NewPart[]
  work: NewWork
}

export interface NewPart {
  path: string
  sizeBytes: number
  modifiedMs: number
  durationSeconds: number | null
}
