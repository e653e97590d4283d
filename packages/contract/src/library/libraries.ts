import { type Static, Type } from 'typebox'
import { Id, LenientPaging, Maybe, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { OptionalText } from './fields.ts'
import { BookPage } from './objects.ts'

const tag = 'Libraries'
const params = Type.Object({ libraryId: Id })

export const OrganizationType = Type.Union([
  Type.Literal('book_per_folder'),
  Type.Literal('book_per_file'),
  Type.Literal('none'),
])

export const Library = Type.Object({
  id: Type.String(),
  name: Type.String(),
  paths: Type.Array(Type.String(), { description: 'absolute directories' }),
  organization_type: Type.String(),
  monitored: Type.Boolean({ description: 'part of the daily scan' }),
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type Library = Static<typeof Library>

export const LibraryBody = Type.Object({
  name: Type.String(),
  paths: Type.Array(Type.String(), { minItems: 1 }),
  organization_type: OptionalText,
  monitored: Maybe(Type.Boolean()),
})
export type LibraryBody = Static<typeof LibraryBody>

export const listLibraries = endpoint({
  method: 'GET',
  path: '/api/libraries',
  summary: 'List the libraries, by name',
  tag,
  access: 'user',
  response: Type.Array(Library),
})

export const createLibrary = endpoint({
  method: 'POST',
  path: '/api/libraries',
  summary: 'Make a library over directories of the server and scan it',
  tag,
  access: 'admin',
  body: LibraryBody,
  status: 201,
  response: Library,
  failures: { 409: 'the name is taken' },
})

export const readLibrary = endpoint({
  method: 'GET',
  path: '/api/libraries/:libraryId',
  summary: 'Read a library',
  tag,
  access: 'user',
  params,
  response: Library,
  failures: { 404: 'no such library' },
})

export const replaceLibrary = endpoint({
  method: 'PUT',
  path: '/api/libraries/:libraryId',
  summary: 'Replace name, directories and rules of a library; starts no scan',
  tag,
  access: 'admin',
  params,
  body: LibraryBody,
  response: Library,
  failures: { 404: 'no such library', 409: 'the name is taken' },
})

export const deleteLibrary = endpoint({
  method: 'DELETE',
  path: '/api/libraries/:libraryId',
  summary: 'Delete a library; its books and files stay',
  tag,
  access: 'admin',
  params,
  status: 204,
  failures: { 404: 'no such library' },
})

export const listLibraryBooks = endpoint({
  method: 'GET',
  path: '/api/libraries/:libraryId/books',
  summary: 'List the books of a library, by title',
  tag,
  access: 'user',
  params,
  query: LenientPaging,
  response: BookPage,
  failures: { 404: 'no such library' },
})
