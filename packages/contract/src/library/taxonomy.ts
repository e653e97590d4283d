import { Type } from 'typebox'
import { Id, LenientPaging } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { OptionalText } from './fields.ts'
import { Author, BookPage, Series, Tag } from './objects.ts'

const foreignBody = { goodreads_id: OptionalText, hardcover_id: OptionalText, google_books_id: OptionalText }

export const AuthorBody = Type.Object({ name: Type.String(), ...foreignBody, image_url: OptionalText })
export const SeriesBody = Type.Object({ name: Type.String(), ...foreignBody })
export const TagBody = Type.Object({ name: Type.String() })

const taken = { 409: 'the name is taken, ignoring case' }

const authorParams = Type.Object({ authorId: Id })
const noAuthor = { 404: 'no such author' }

export const listAuthors = endpoint({
  method: 'GET',
  path: '/api/authors',
  summary: 'List the authors, by name',
  tag: 'Authors',
  access: 'user',
  response: Type.Array(Author),
})

export const createAuthor = endpoint({
  method: 'POST',
  path: '/api/authors',
  summary: 'Add an author',
  tag: 'Authors',
  access: 'user',
  body: AuthorBody,
  status: 201,
  response: Author,
  failures: taken,
})

export const readAuthor = endpoint({
  method: 'GET',
  path: '/api/authors/:authorId',
  summary: 'Read an author',
  tag: 'Authors',
  access: 'user',
  params: authorParams,
  response: Author,
  failures: noAuthor,
})

export const replaceAuthor = endpoint({
  method: 'PUT',
  path: '/api/authors/:authorId',
  summary: 'Replace an author',
  tag: 'Authors',
  access: 'user',
  params: authorParams,
  body: AuthorBody,
  response: Author,
  failures: { ...noAuthor, ...taken },
})

export const deleteAuthor = endpoint({
  method: 'DELETE',
  path: '/api/authors/:authorId',
  summary: 'Delete an author; the books stay',
  tag: 'Authors',
  access: 'admin',
  params: authorParams,
  status: 204,
  failures: noAuthor,
})

export const listAuthorBooks = endpoint({
  method: 'GET',
  path: '/api/authors/:authorId/books',
  summary: 'List the books of an author, by title',
  tag: 'Authors',
  access: 'user',
  params: authorParams,
  query: LenientPaging,
  response: BookPage,
  failures: noAuthor,
})

const seriesParams = Type.Object({ seriesId: Id })
const noSeries = { 404: 'no such series' }

export const listSeries = endpoint({
  method: 'GET',
  path: '/api/series',
  summary: 'List the series, by name',
  tag: 'Series',
  access: 'user',
  response: Type.Array(Series),
})

export const createSeries = endpoint({
  method: 'POST',
  path: '/api/series',
  summary: 'Add a series',
  tag: 'Series',
  access: 'user',
  body: SeriesBody,
  status: 201,
  response: Series,
  failures: taken,
})

export const readSeries = endpoint({
  method: 'GET',
  path: '/api/series/:seriesId',
  summary: 'Read a series',
  tag: 'Series',
  access: 'user',
  params: seriesParams,
  response: Series,
  failures: noSeries,
})

export const replaceSeries = endpoint({
  method: 'PUT',
  path: '/api/series/:seriesId',
  summary: 'Replace a series',
  tag: 'Series',
  access: 'user',
  params: seriesParams,
  body: SeriesBody,
  response: Series,
  failures: { ...noSeries, ...taken },
})

export const deleteSeries = endpoint({
  method: 'DELETE',
  path: '/api/series/:seriesId',
  summary: 'Delete a series; the books stay',
  tag: 'Series',
  access: 'user',
  params: seriesParams,
  status: 204,
  failures: noSeries,
})

export const listSeriesBooks = endpoint({
  method: 'GET',
  path: '/api/series/:seriesId/books',
  summary: 'List the books of a series, by position and title',
  tag: 'Series',
  access: 'user',
  params: seriesParams,
  query: LenientPaging,
  response: BookPage,
  failures: noSeries,
})

const tagParams = Type.Object({ tagId: Id })
const noTag = { 404: 'no such tag' }

export const listTags = endpoint({
  method: 'GET',
  path: '/api/tags',
  summary: 'List the tags, by name',
  tag: 'Tags',
  access: 'user',
  response: Type.Array(Tag),
})

export const createTag = endpoint({
  method: 'POST',
  path: '/api/tags',
  summary: 'Add a tag',
  tag: 'Tags',
  access: 'user',
  body: TagBody,
  status: 201,
  response: Tag,
  failures: taken,
})

export const readTag = endpoint({
  method: 'GET',
  path: '/api/tags/:tagId',
  summary: 'Read a tag',
  tag: 'Tags',
  access: 'user',
  params: tagParams,
  response: Tag,
  failures: noTag,
})

export const replaceTag = endpoint({
  method: 'PUT',
  path: '/api/tags/:tagId',
  summary: 'Rename a tag',
  tag: 'Tags',
  access: 'user',
  params: tagParams,
  body: TagBody,
  response: Tag,
  failures: { ...noTag, ...taken },
})

export const deleteTag = endpoint({
  method: 'DELETE',
  path: '/api/tags/:tagId',
  summary: 'Delete a tag; the books stay',
  tag: 'Tags',
  access: 'user',
  params: tagParams,
  status: 204,
  failures: noTag,
})
