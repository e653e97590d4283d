import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { BookSelection } from './bulk.ts'

const tag = 'Web app'

export const planArchive = endpoint({
  method: 'POST',
  path: '/api/web/archive',
  summary: 'Which files of the chosen books go into one download, and how large it will be',
  tag,
  access: 'user',
  body: Type.Object({ selection: BookSelection }),
  response: Type.Object({
    /** For the download: the best file of each book, in the order of the books. */
    files: Type.Array(Type.String()),
    sizeBytes: Type.Integer(),
    /** Books of which no file is there. */
    withoutFile: Type.Integer(),
  }),
})

export const downloadArchive = endpoint({
  method: 'GET',
  path: '/api/web/archive',
  summary: 'Files of several books as one ZIP file, not compressed again',
  tag,
  access: 'user',
  query: Type.Object({
    /** Ids of files with commas between them, as the plan gave them. */
    files: Type.String({ maxLength: 8_000 }),
  }),
  produces: 'application/zip',
  failures: { 404: 'a file is not there any more' },
})
