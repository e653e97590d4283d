import { type Static, Type } from 'typebox'
import { Id, LenientPaging, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { NullableText, OptionalText } from './fields.ts'
import { BookPage } from './objects.ts'

const tag = 'Reading lists'

export const ReadingList = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: NullableText,
  book_count: Type.Integer(),
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type ReadingList = Static<typeof ReadingList>

const ListBody = Type.Object({ name: Type.String(), description: OptionalText })
const params = Type.Object({ listId: Id })
const noList = { 404: 'no such list of yours' }
const taken = { 409: 'you have a list with this name already' }

export const listReadingLists = endpoint({
  method: 'GET',
  path: '/api/reading-lists',
  summary: 'List your reading lists, by name',
  tag,
  access: 'user',
  response: Type.Array(ReadingList),
})

export const createReadingList = endpoint({
  method: 'POST',
  path: '/api/reading-lists',
  summary: 'Make a reading list',
  tag,
  access: 'user',
  body: ListBody,
  status: 201,
  response: ReadingList,
  failures: taken,
})

export const readReadingList = endpoint({
  method: 'GET',
  path: '/api/reading-lists/:listId',
  summary: 'Read a reading list',
  tag,
  access: 'user',
  params,
  response: ReadingList,
  failures: noList,
})

export const replaceReadingList = endpoint({
  method: 'PUT',
  path: '/api/reading-lists/:listId',
  summary: 'Replace name and description of a reading list',
  tag,
  access: 'user',
  params,
  body: ListBody,
  response: ReadingList,
  failures: { ...noList, ...taken },
})

export const deleteReadingList = endpoint({
  method: 'DELETE',
  path: '/api/reading-lists/:listId',
  summary: 'Delete a reading list; its books stay',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: noList,
})

export const listBooksOfReadingList = endpoint({
  method: 'GET',
  path: '/api/reading-lists/:listId/books',
  summary: 'List the books of a reading list, in its order',
  tag,
  access: 'user',
  params,
  query: LenientPaging,
  response: BookPage,
  failures: noList,
})

export const addBookToReadingList = endpoint({
  method: 'POST',
  path: '/api/reading-lists/:listId/books',
  summary: 'Put a book at the end of a reading list',
  tag,
  access: 'user',
  params,
  body: Type.Object({ book_id: Type.String({ minLength: 1 }) }),
  status: 204,
  failures: { 404: 'no such list of yours, or no such book' },
})

export const takeBookOffReadingList = endpoint({
  method: 'DELETE',
  path: '/api/reading-lists/:listId/books/:bookId',
  summary: 'Take a book off a reading list',
  tag,
  access: 'user',
  params: Type.Object({ listId: Id, bookId: Id }),
  status: 204,
  failures: noList,
})

export const listReadingListsOfBook = endpoint({
  method: 'GET',
  path: '/api/books/:bookId/reading-lists',
  summary: 'List your reading lists that hold a book, by name',
  tag,
  access: 'user',
  params: Type.Object({ bookId: Id }),
  response: Type.Array(ReadingList),
})
