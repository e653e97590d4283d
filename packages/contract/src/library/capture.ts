import { type Static, Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { OptionalText } from './fields.ts'

export const CaptureBody = Type.Object({
  url: Type.String({ description: 'an http or https address on the internet' }),
  library_id: Type.String(),
  title: OptionalText,
  author: OptionalText,
  description: OptionalText,
  language: OptionalText,
  publisher: OptionalText,
})
export type CaptureBody = Static<typeof CaptureBody>

export const CaptureAccepted = Type.Object({
  message: Type.String(),
  url: Type.String(),
  library_id: Type.String(),
})
export type CaptureAccepted = Static<typeof CaptureAccepted>

export const capturePage = endpoint({
  method: 'POST',
  path: '/api/books/capture',
  summary: 'Make a book of a page of the web',
  description:
    'The article of the page becomes an EPUB in the library, with its pictures. `title`, `author`, `description`, `language` and `publisher` win over what the page says. Addresses that lead into the network of the server are refused. The book appears when the page has been fetched and taken in.',
  tag: 'Upload',
  access: 'user',
  body: CaptureBody,
  status: 202,
  response: CaptureAccepted,
  failures: { 404: 'no such library', 503: 'it could not be queued' },
})
