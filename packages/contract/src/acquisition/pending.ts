import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Book } from './book.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: pending releases'

/** A release that waits for its time, or for a person. */
export const PendingRelease = Type.Object({
  id: Type.Integer(),
  bookId: Type.Integer(),
  mediaType: Type.Union([Type.Literal('ebook'), Type.Literal('audiobook')]),
  title: Type.String(),
  indexerId: Type.Optional(Type.Integer()),
  guid: Type.String(),
  protocol: Type.Union([Type.Literal('usenet'), Type.Literal('torrent')]),
  size: Type.Integer(),
  ageMinutes: Type.Integer(),
  quality: Type.Optional(Type.String()),
  customScore: Type.Integer(),
  reason: Type.String(),
  firstSeen: Time,
  book: Type.Optional(Book),
  releaseJson: Type.String({ description: 'A SearchResult as a text of JSON.' }),
})

export const listPending = endpoint({
  method: 'GET',
  path: '/api/v1/pending',
  tag,
  summary: 'Releases that wait, newest first',
  access: 'acquisition',
  response: Type.Array(PendingRelease),
})

export const deletePending = endpoint({
  method: 'DELETE',
  path: '/api/v1/pending/:id',
  tag,
  summary: 'Forget a release that waits',
  access: 'acquisition',
  params: IdParams,
  status: 204,
  failures: { 404: 'No such release.' },
})
