import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'

const Templates = Type.Object({
  ebook: Type.String(),
  /** Folder of an audiobook. */
  audiobook: Type.String(),
  /** Names of tracks; empty keeps them. */
  track: Type.String(),
})

export const NamingPreview = Type.Object({
  examples: Type.Array(
    Type.Object({ title: Type.String(), author: Type.String(), ebook: Type.String(), audiobook: Type.String() }),
  ),
  /** Groups in braces that hold no known word, most likely mistyped. */
  unknown: Type.Array(Type.String()),
  /** Words that may stand between braces, with what they mean. */
  tokens: Type.Array(Type.Object({ name: Type.String(), meaning: Type.String() })),
})
export type NamingPreview = Static<typeof NamingPreview>

export const previewNaming = endpoint({
  method: 'POST',
  path: '/api/web/naming/preview',
  summary: 'How books of the library would be called by these templates',
  tag,
  access: 'admin',
  body: Templates,
  response: NamingPreview,
})

export const BlockedImport = Type.Object({
  /** As the queue of the acquisition surface counts. */
  downloadId: Type.Integer(),
  title: Type.String(),
  message: Type.String(),
  bookTitle: Nullable(Type.String()),
  bookId: Nullable(Type.Integer()),
  path: Nullable(Type.String()),
  /** A book of the catalogue that the files seem to be. */
  suggestedBookId: Nullable(Type.Integer()),
  suggestedTitle: Nullable(Type.String()),
  /** What can be done: try again, take it as it is, choose the book, or throw it away and search again. */
  actions: Type.Array(
    Type.Union([Type.Literal('retry'), Type.Literal('accept'), Type.Literal('match'), Type.Literal('reject')]),
  ),
  since: Type.String(),
})
export type BlockedImport = Static<typeof BlockedImport>

export const listBlockedImports = endpoint({
  method: 'GET',
  path: '/api/web/imports/blocked',
  summary: 'Imports that wait for a person, with their reason and what can be done',
  tag,
  access: 'admin',
  response: Type.Array(BlockedImport),
})

const OfDownload = Type.Object({
  id: Type.String({ pattern: '^[1-9]\\d{0,8}$', description: 'As the queue of the acquisition surface counts.' }),
})

export const importAnyway = endpoint({
  method: 'POST',
  path: '/api/web/imports/:id/accept',
  summary: 'Take the files of a blocked import as they are',
  tag,
  access: 'admin',
  params: OfDownload,
  status: 204,
  failures: { 404: 'No such download.', 409: 'It is not blocked, or it is no book however one looks at it.' },
})

export const rejectImport = endpoint({
  method: 'POST',
  path: '/api/web/imports/:id/reject',
  summary: 'Give up a download whose import has failed, never fetch its release again, and look for another one',
  tag,
  access: 'admin',
  params: OfDownload,
  status: 204,
  failures: { 404: 'No such download.', 409: 'Its import has not failed, or no download client brought it.' },
})
