import { type Static, Type } from 'typebox'
import { Id, LenientPaging, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookCard } from './books.ts'

const tag = 'Web app'

/** Largest request, so that whole audiobooks fit: 4 GiB. */
export const WEB_UPLOAD_LIMIT = 4 * 1024 ** 3

/** Something that was sent, and what became of it. */
export const Upload = Type.Object({
  id: Id,
  fileName: Type.String(),
  sizeBytes: Type.Number(),
  libraryId: Id,
  isFolder: Type.Boolean(),
  /** `duplicate`: this very file was there already, and nothing was added. */
  state: Type.Union([
    Type.Literal('receiving'),
    Type.Literal('waiting'),
    Type.Literal('done'),
    Type.Literal('duplicate'),
    Type.Literal('failed'),
  ]),
  /** Why it could not be taken in. */
  message: Nullable(Type.String()),
  createdAt: Type.String(),
  format: Nullable(Type.String()),
  book: Nullable(BookCard),
  /** Why it became a further file of a book that was there; null where it made a book of its own. */
  joinReason: Nullable(Type.String()),
})
export type Upload = Static<typeof Upload>

export const listUploads = endpoint({
  method: 'GET',
  path: '/api/web/uploads',
  tag,
  summary: 'What the account sent in the last 30 days, the latest first, and what became of it',
  access: 'user',
  query: LenientPaging,
  response: Type.Object({ items: Type.Array(Upload), total: Type.Integer(), offset: Type.Integer() }),
})

export const sendFile = endpoint({
  method: 'POST',
  path: '/api/web/uploads',
  tag,
  summary: 'Send a book file into a library',
  description: 'Form fields: `library_id`, then `file`.',
  access: 'user',
  consumes: 'multipart/form-data',
  bodyLimit: WEB_UPLOAD_LIMIT,
  status: 202,
  response: Type.Object({ id: Id }),
  failures: { 404: 'no such library', 413: 'larger than 4 GB', 503: 'it could not be queued' },
})

const params = Type.Object({ uploadId: Id })

export const correctUpload = endpoint({
  method: 'PUT',
  path: '/api/web/uploads/:uploadId/book',
  tag,
  summary: 'Set right what was read from a file that one has sent: title, authors and series of its book',
  access: 'user',
  params,
  body: Type.Object({
    title: Type.String({ maxLength: 1_000 }),
    authors: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 50 }),
    series: Nullable(
      Type.Object({ name: Type.String({ maxLength: 500 }), position: Nullable(Type.String({ maxLength: 20 })) }),
    ),
  }),
  status: 204,
  failures: { 404: 'no such upload, or its book is gone' },
})

export const openFolder = endpoint({
  method: 'POST',
  path: '/api/web/uploads/folders',
  tag,
  summary: 'Begin to send the folder of an audiobook, whose files stay together',
  access: 'user',
  body: Type.Object({ libraryId: Id, name: Type.String({ maxLength: 300 }) }),
  status: 201,
  response: Type.Object({ id: Id }),
  failures: { 404: 'no such library' },
})

export const sendIntoFolder = endpoint({
  method: 'POST',
  path: '/api/web/uploads/folders/:uploadId/files',
  tag,
  summary: 'Send one file of a folder',
  description: 'Form fields: `path` below the folder, then `file`.',
  access: 'user',
  params,
  consumes: 'multipart/form-data',
  bodyLimit: WEB_UPLOAD_LIMIT,
  status: 204,
  failures: { 404: 'no such upload', 409: 'the folder is complete', 413: 'larger than 4 GB' },
})

export const closeFolder = endpoint({
  method: 'POST',
  path: '/api/web/uploads/folders/:uploadId/complete',
  tag,
  summary: 'Say that a folder is complete; it is taken in then',
  access: 'user',
  params,
  body: Type.Object({ sizeBytes: Type.Number({ minimum: 0 }) }),
  status: 202,
  response: Type.Object({ id: Id }),
  failures: { 404: 'no such upload', 409: 'the folder is complete' },
})

export const giveUpFolder = endpoint({
  method: 'DELETE',
  path: '/api/web/uploads/folders/:uploadId',
  tag,
  summary: 'Give up a folder that is not complete',
  access: 'user',
  params,
  status: 204,
  failures: { 404: 'no such upload', 409: 'the folder is complete' },
})
