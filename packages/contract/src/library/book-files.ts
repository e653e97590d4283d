import { type Static, Type } from 'typebox'
import { Id, Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { OptionalText } from './fields.ts'
import { BookFile } from './objects.ts'

const tag = 'Book files'
const params = Type.Object({ fileId: Id })
const noFile = { 404: 'no such file' }

export const BookFileBody = Type.Object({
  file_type: Type.String({ minLength: 1 }),
  file_name: Type.String({ minLength: 1 }),
  file_path: Type.String({ minLength: 1, description: 'absolute, inside a directory of some library' }),
  file_size: Maybe(Type.Integer()),
  file_hash: OptionalText,
})
export type BookFileBody = Static<typeof BookFileBody>

export const listFilesOfBook = endpoint({
  method: 'GET',
  path: '/api/books/:bookId/files',
  summary: 'List the files of a book, oldest record first',
  tag,
  access: 'user',
  params: Type.Object({ bookId: Id }),
  response: Type.Array(BookFile),
})

export const registerFile = endpoint({
  method: 'POST',
  path: '/api/books/:bookId/files',
  summary: 'Record a file of a book; nothing on disk is touched',
  tag,
  access: 'user',
  params: Type.Object({ bookId: Id }),
  body: BookFileBody,
  status: 201,
  response: BookFile,
  failures: { 404: 'no such book', 409: 'the path is recorded already' },
})

export const readFileRecord = endpoint({
  method: 'GET',
  path: '/api/book-files/:fileId',
  summary: 'Read the record of a file',
  tag,
  access: 'user',
  params,
  response: BookFile,
  failures: noFile,
})

export const deleteFileRecord = endpoint({
  method: 'DELETE',
  path: '/api/book-files/:fileId',
  summary: 'Delete the record of a file; the file stays',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: noFile,
})

export const downloadFile = endpoint({
  method: 'GET',
  path: '/api/book-files/:fileId/download',
  summary: 'Download a file; takes byte ranges',
  tag,
  access: 'user',
  params,
  produces: 'application/octet-stream',
  failures: {
    403: 'the file is outside every library',
    404: 'no such file, or it is not on disk any more',
    412: 'changed since the given time',
    416: 'no such range',
  },
})
