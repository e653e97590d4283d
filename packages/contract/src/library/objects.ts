import { type Static, Type } from 'typebox'
import { Timestamp } from '../common.ts'
import { NullableNumber, NullableText } from './fields.ts'

/** What authors and series are called elsewhere. */
const foreign = { goodreads_id: NullableText, hardcover_id: NullableText, google_books_id: NullableText }
const stamps = { created_at: Timestamp, updated_at: Timestamp }

export const Author = Type.Object({
  id: Type.String(),
  name: Type.String(),
  ...foreign,
  image_url: NullableText,
  ...stamps,
})
export type Author = Static<typeof Author>

export const Series = Type.Object({ id: Type.String(), name: Type.String(), ...foreign, ...stamps })
export type Series = Static<typeof Series>

export const Tag = Type.Object({ id: Type.String(), name: Type.String(), ...stamps })
export type Tag = Static<typeof Tag>

export const BookFile = Type.Object({
  id: Type.String(),
  book_id: Type.String(),
  file_type: Type.String(),
  file_name: Type.String(),
  file_size: Type.Integer(),
  file_hash: NullableText,
  file_path: Type.String(),
  download_count: Type.Integer(),
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type BookFile = Static<typeof BookFile>

const summary = {
  id: Type.String(),
  title: Type.String(),
  description: NullableText,
  asin: NullableText,
  isbn10: NullableText,
  isbn13: NullableText,
  goodreads_id: NullableText,
  hardcover_id: NullableText,
  google_books_id: NullableText,
  publication_date: NullableText,
  publisher: NullableText,
  language: NullableText,
  cover_image_url: NullableText,
}
export const BookSummary = Type.Object({ ...summary, ...stamps })
export type BookSummary = Static<typeof BookSummary>

export const SeriesEntry = Type.Object({ series: Series, position: NullableNumber })
export type SeriesEntry = Static<typeof SeriesEntry>

export const BookDetail = Type.Object({
  ...summary,
  authors: Type.Array(Author),
  series: Type.Array(SeriesEntry),
  tags: Type.Array(Tag),
  files: Type.Array(BookFile),
  ...stamps,
})
export type BookDetail = Static<typeof BookDetail>

export const BookPage = Type.Object({
  books: Type.Array(BookSummary),
  total: Type.Integer(),
  limit: Type.Integer(),
  offset: Type.Integer(),
})
export type BookPage = Static<typeof BookPage>
