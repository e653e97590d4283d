import { type Static, Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const UploadAccepted = Type.Object({
  message: Type.String(),
  file_name: Type.String(),
  file_type: Type.String(),
  library_id: Type.String(),
})
export type UploadAccepted = Static<typeof UploadAccepted>

/** Largest request of an upload, file and fields together (library contract 16.1). */
export const UPLOAD_LIMIT = 524_288_000

export const uploadBook = endpoint({
  method: 'POST',
  path: '/api/books/upload',
  summary: 'Send a book file into a library',
  description:
    'Form fields: `file` and `library_id`; `title`, `author`, `description`, `isbn`, `language` and `publisher` win over what the file says. The book appears when the file has been taken in.',
  tag: 'Upload',
  access: 'user',
  consumes: 'multipart/form-data',
  bodyLimit: UPLOAD_LIMIT,
  status: 202,
  response: UploadAccepted,
  failures: { 404: 'no such library', 413: 'larger than 500 MB', 503: 'it could not be queued' },
})
