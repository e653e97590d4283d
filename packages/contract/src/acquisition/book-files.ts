import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Book } from './book.ts'
import { IdParams } from './common.ts'

const tag = 'Acquisition: files'
const text = Type.Optional(Type.String())

export const fetchBookFile = endpoint({
  method: 'GET',
  path: '/api/v1/book/:id/file',
  tag,
  summary: 'The file of a book; a folder of tracks comes as an archive',
  access: 'acquisition',
  params: IdParams,
  query: Type.Object({ format: text }),
  produces: 'application/octet-stream',
  failures: { 404: 'No such book, or it has no such file.' },
})

export const deleteBookFile = endpoint({
  method: 'DELETE',
  path: '/api/v1/book/:id/file',
  tag,
  summary: 'Delete the files of a book, or take one path off its records',
  access: 'acquisition',
  params: IdParams,
  query: Type.Object({ format: text, path: text }),
  response: Book,
  failures: { 404: 'No such book or path.' },
})
