import type { BookDetail, BookFile, BookSummary } from '@colophon/contract/library/objects.ts'
import type { BookDetailRows, BookFileRow, BookSummaryRow } from '#domain/catalog/book-store.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { presentAuthor, presentSeriesEntry, presentTag } from './present-taxonomy.ts'

/** @param cover address or picture, as this client wants it */
export const presentSummary = (row: BookSummaryRow, cover: string | null): BookSummary => ({
  id: row.public_id,
  title: row.title,
  description: row.description,
  asin: row.asin,
  isbn10: row.isbn10,
  isbn13: row.isbn13,
  goodreads_id: row.goodreads_id,
  hardcover_id: row.hardcover_id,
  google_books_id: row.google_books_id,
  publication_date: row.publication_date,
  publisher: row.publisher,
  language: row.language,
  cover_image_url: cover,
  created_at: wholeSeconds(row.created_at),
  updated_at: wholeSeconds(row.updated_at),
})

export const presentDetail = (rows: BookDetailRows, cover: string | null): BookDetail => ({
  ...presentSummary(rows.book, cover),
  authors: rows.authors.map(presentAuthor),
  series: rows.series.map(presentSeriesEntry),
  tags: rows.tags.map(presentTag),
  files: rows.files.map((file) => presentFile(file, rows.book.public_id)),
})

export const presentFile = (row: BookFileRow, bookId: string): BookFile => ({
  id: row.public_id,
  book_id: bookId,
  file_type: row.file_type,
  file_name: row.file_name,
  file_size: row.size_bytes,
  file_hash: row.file_hash,
  file_path: row.file_path,
  download_count: row.download_count,
  created_at: wholeSeconds(row.created_at),
  updated_at: wholeSeconds(row.updated_at),
})
