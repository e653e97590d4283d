import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { SearchDocument } from '../apps/server/src/database/dialect/dialect.ts'
import type { Schema } from '../apps/server/src/database/schema.ts'
import { type BookParts, derive, searchDocument } from '../apps/server/src/domain/catalog/derived.ts'
import { languageCode } from '../apps/server/src/domain/catalog/language-code.ts'
import { foldWords, sortName } from '../apps/server/src/kernel/text.ts'
import { type FictionalBook, seriesName, tagNames } from './fictional-book.ts'
import { authorName } from './words.ts'

type Rows<Table extends keyof Schema> = Insertable<Schema[Table]>[]

export interface BookRows {
  books: Rows<'books'>
  creators: Rows<'book_creators'>
  series: Rows<'book_series'>
  tags: Rows<'book_tags'>
  identifiers: Rows<'book_identifiers'>
  members: Rows<'library_books'>
  keys: Rows<'match_keys'>
  files: Rows<'book_files'>
  covers: Rows<'covers'>
  documents: SearchDocument[]
}

export const emptyRows = (): BookRows => ({
  books: [],
  creators: [],
  series: [],
  tags: [],
  identifiers: [],
  members: [],
  keys: [],
  files: [],
  covers: [],
  documents: [],
})

export const seedStart = '2026-01-01T00:00:00.000Z'
const colours = ['#7a4b32', '#20435c', '#8c8f2f', '#5b2a4e', '#2f5d3a', '#b0803c']

/** Adds everything that is recorded about book `n` (whose key is `n + 1`) to `rows`, derived by the same rules. */
export function bookRows(rows: BookRows, n: number, book: FictionalBook, newPublicId: () => string): void {
  const id = n + 1
  const public_id = newPublicId()
  // A scan adds a few hundred a second, so many share neither a second nor an order.
  const at = new Date(Date.parse(seedStart) + n * 3).toISOString()
  const stamped = { created_at: at, updated_at: at }
  const hash = createHash('sha256').update(`cover ${n}`).digest('hex')
  const parts = partsOf(book, id, n)
  const derived = derive(parts)

  rows.books.push({
    ...derived,
    public_id,
    title: book.title,
    subtitle: book.subtitle,
    description: book.description,
    isbn13: book.isbn13,
    publication_date: book.date,
    release_date: `${book.date}T00:00:00.000Z`,
    publisher: book.publisher,
    language: book.language,
    language_code: languageCode(book.language),
    cover: `cover:${hash}`,
    genres_json: book.tags.map((tag) => tagNames[tag] ?? ''),
    is_library_visible: true,
    status: 'imported',
    media_type: 'ebook',
    dedup_key: foldWords(book.title),
    foreign_id: `local:book:${public_id}`,
    metadata_provider: 'local',
    ...stamped,
  })
  parts.creators.forEach(({ authorId }, position) => {
    rows.creators.push({ book_id: id, author_id: authorId, role: 'author', position })
  })
  if (book.series) {
    const { number, position } = book.series
    const place = { position: String(position), position_sort: position, is_primary: true }
    rows.series.push({ book_id: id, series_id: number + 1, ...place })
  }
  for (const tag of book.tags) rows.tags.push({ book_id: id, tag_id: tag + 1 })
  rows.identifiers.push({ book_id: id, scheme: 'isbn', value: book.isbn13 })
  rows.members.push({ library_id: 1, book_id: id, sort_title: derived.sort_title, created_at: at })
  const main = parts.creators[0]?.name ?? ''
  const file_id = fileRows(rows, n, main, book, hash, newPublicId, stamped)
  rows.keys.push({ key: `isbn:${book.isbn13}`, book_id: id })
  rows.keys.push({ key: `work:${foldWords(book.title)}|${foldWords(main)}`, book_id: id })
  rows.covers.push({
    hash,
    mime: 'image/jpeg',
    file_id,
    width: 1000,
    height: 1500,
    color: colours[n % colours.length] ?? null,
    rendered_at: at,
    created_at: at,
  })
  rows.documents.push(searchDocument(parts))
}

/** The book as the catalogue sees it when it derives order, cards and words. */
function partsOf(book: FictionalBook, id: number, n: number): BookParts {
  const { series } = book
  const place = series && { position: String(series.position), positionSort: series.position }
  return {
    id,
    title: book.title,
    givenSortTitle: null,
    subtitle: book.subtitle,
    language: book.language,
    description: book.description,
    identifiers: [book.isbn13],
    publicationDate: book.date,
    creators: book.authors.map((author) => {
      const name = authorName(author)
      return { authorId: author + 1, name, sortName: sortName(name), role: 'author' }
    }),
    series:
      series && place
        ? [{ seriesId: series.number + 1, name: `${seriesName(series.number)} ${series.number}`, ...place }]
        : [],
    files: fileTypes(n).map((type) => ({ type, isMissing: false })),
  }
}

/** Every tenth book has a second format. */
const fileTypes = (n: number) => (n % 10 === 0 ? ['epub', 'pdf'] : ['epub'])

/** @returns the key of the EPUB, which holds the cover */
function fileRows(
  rows: BookRows,
  n: number,
  author: string,
  book: FictionalBook,
  hash: string,
  newPublicId: () => string,
  stamped: { created_at: string; updated_at: string },
): number {
  const id = rows.files.length === 0 ? n * 2 + 1 : (rows.files.at(-1)?.id ?? 0) + 1
  fileTypes(n).forEach((file_type, at) => {
    const file_name = `${book.title}.${file_type}`
    rows.files.push({
      id: id + at,
      public_id: newPublicId(),
      book_id: n + 1,
      file_type,
      media: 'ebook',
      file_name,
      file_path: `/srv/bench/books/${author}/${n}/${file_name}`,
      size_bytes: 190_000 + (n % 9_000) + at,
      modified_ms: Date.parse(seedStart) - n * 1_000,
      partial_md5: createHash('md5').update(`${n} ${at}`).digest('hex'),
      missing_since: null,
      origin: 'scan',
      join_reason: at === 0 ? null : 'same folder and same name as the EPUB',
      cover_hash: at === 0 ? hash : null,
      ...stamped,
    })
  })
  return id
}
