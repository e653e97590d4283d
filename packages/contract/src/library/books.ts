import { type Static, Type } from 'typebox'
import { Id, LenientPaging, Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { OptionalNumber, OptionalText } from './fields.ts'
import { Author, BookDetail, BookPage, SeriesEntry, Tag } from './objects.ts'

const tag = 'Books'
const params = Type.Object({ bookId: Id })
const noBook = { 404: 'no such book' }
/** Covers may travel as `data:` URLs on write (library contract U-1). */
const bodyLimit = 32 * 1024 * 1024

export const BookBody = Type.Object({
  title: Type.String(),
  description: OptionalText,
  asin: OptionalText,
  isbn10: OptionalText,
  isbn13: OptionalText,
  goodreads_id: OptionalText,
  hardcover_id: OptionalText,
  google_books_id: OptionalText,
  publication_date: OptionalText,
  publisher: OptionalText,
  language: OptionalText,
  cover_image_url: Maybe(
    Type.String({
      description: 'a data: URL, an https: address, or the address that the server gave, which keeps the cover',
    }),
  ),
})
export type BookBody = Static<typeof BookBody>

/** Covers are addresses; a client that insists gets them as `data:` URLs. */
const covers = Type.Optional(Type.String({ description: '`inline` gives stored covers as data: URLs' }))

export const listBooks = endpoint({
  method: 'GET',
  path: '/api/books',
  summary: 'List or search the books, by title',
  description:
    'Every word of `query` must begin a word of title, subtitle, people, series, description or identifiers.',
  tag,
  access: 'user',
  query: Type.Object({ ...LenientPaging.properties, query: Type.Optional(Type.String()), covers }),
  response: BookPage,
})

export const createBook = endpoint({
  method: 'POST',
  path: '/api/books',
  summary: 'Add a book',
  tag,
  access: 'user',
  body: BookBody,
  bodyLimit,
  status: 201,
  response: BookDetail,
})

export const readBook = endpoint({
  method: 'GET',
  path: '/api/books/:bookId',
  summary: 'Read a book with its people, series, tags and files',
  tag,
  access: 'user',
  params,
  query: Type.Object({ covers }),
  response: BookDetail,
  failures: noBook,
})

export const replaceBook = endpoint({
  method: 'PUT',
  path: '/api/books/:bookId',
  summary: 'Replace the facts of a book; its people, series, tags and files stay',
  tag,
  access: 'user',
  params,
  body: BookBody,
  bodyLimit,
  response: BookDetail,
  failures: noBook,
})

export const deleteBook = endpoint({
  method: 'DELETE',
  path: '/api/books/:bookId',
  summary: 'Delete a book with its records; files on disk stay',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: noBook,
})

const idArray = Maybe(Type.Array(Type.String()))
const unknown = { 400: 'a malformed body, or an id that is not known', ...noBook }

export const listAuthorsOfBook = endpoint({
  method: 'GET',
  path: '/api/books/:bookId/authors',
  summary: 'List the authors of a book, by name',
  tag,
  access: 'user',
  params,
  response: Type.Array(Author),
})

export const setAuthorsOfBook = endpoint({
  method: 'PUT',
  path: '/api/books/:bookId/authors',
  summary: 'Replace the authors of a book',
  tag,
  access: 'user',
  params,
  body: Type.Object({ author_ids: idArray }),
  response: Type.Array(Author),
  failures: unknown,
})

export const listSeriesOfBook = endpoint({
  method: 'GET',
  path: '/api/books/:bookId/series',
  summary: 'List the series of a book with its positions, by name',
  tag,
  access: 'user',
  params,
  response: Type.Array(SeriesEntry),
})

const SeriesEntryBody = Type.Object({ series_id: Type.String(), position: OptionalNumber })

export const setSeriesOfBook = endpoint({
  method: 'PUT',
  path: '/api/books/:bookId/series',
  summary: 'Replace the series of a book',
  tag,
  access: 'user',
  params,
  body: Type.Object({
    entries: Maybe(Type.Array(SeriesEntryBody)),
  }),
  response: Type.Array(SeriesEntry),
  failures: unknown,
})

export const listTagsOfBook = endpoint({
  method: 'GET',
  path: '/api/books/:bookId/tags',
  summary: 'List the tags of a book, by name',
  tag,
  access: 'user',
  params,
  response: Type.Array(Tag),
})

export const setTagsOfBook = endpoint({
  method: 'PUT',
  path: '/api/books/:bookId/tags',
  summary: 'Replace the tags of a book',
  tag,
  access: 'user',
  params,
  body: Type.Object({ tag_ids: idArray }),
  response: Type.Array(Tag),
  failures: unknown,
})
