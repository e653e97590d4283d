import { type Static, Type } from 'typebox'
import { MediaType } from '../acquisition/media.ts'
import { Maybe, Nullable, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'
const Line = Type.String({ minLength: 1, maxLength: 1_000 })
const Note = Type.String({ maxLength: 2_000 })
const params = Type.Object({ requestId: Type.String() })
const failures = { 404: 'No such request, or one of somebody else.', 409: 'Somebody decided about it already.' }

export const RequestState = Type.Union([
  Type.Literal('open'),
  Type.Literal('approved'),
  Type.Literal('declined'),
  Type.Literal('withdrawn'),
])

/** A book that somebody would like to have. */
export const BookRequest = Type.Object({
  id: Type.String(),
  foreignBookId: Type.String(),
  title: Type.String(),
  authorName: Type.String(),
  imageUrl: Nullable(Type.String({ description: 'On this server.' })),
  mediaType: MediaType,
  note: Nullable(Type.String()),
  state: RequestState,
  isAvailable: Type.Boolean({ description: 'The book is here to be read by now.' }),
  bookId: Nullable(Type.String({ description: 'Of the library; null as long as it does not show the book.' })),
  askedBy: Type.Object({ id: Type.String(), name: Type.String() }),
  decidedBy: Nullable(Type.String()),
  decisionNote: Nullable(Type.String()),
  createdAt: Timestamp,
  decidedAt: Nullable(Timestamp),
})
export type BookRequest = Static<typeof BookRequest>

export const listRequests = endpoint({
  method: 'GET',
  path: '/api/web/requests',
  tag,
  summary: 'Books that were asked for, the newest first; those of everybody only for members and administrators',
  access: 'user',
  query: Type.Object({
    whose: Type.Optional(Type.Union([Type.Literal('own'), Type.Literal('all')])),
    state: Type.Optional(RequestState),
    offset: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
  }),
  response: Type.Object({
    items: Type.Array(BookRequest),
    total: Type.Integer(),
    quota: Type.Object({
      most: Nullable(Type.Integer({ description: 'Requests within the days; null is without an end.' })),
      days: Type.Integer(),
      used: Type.Integer(),
    }),
  }),
})

export const createRequest = endpoint({
  method: 'POST',
  path: '/api/web/requests',
  tag,
  summary: 'Ask for a book',
  access: 'user',
  status: 201,
  body: Type.Object({
    foreignBookId: Line,
    title: Line,
    authorName: Type.String({ maxLength: 1_000 }),
    imageUrl: Maybe(Type.String({ maxLength: 4_000 })),
    mediaType: Maybe(MediaType),
    note: Maybe(Note),
  }),
  response: BookRequest,
  failures: { 409: 'It is asked for already, or the book is here.', 429: 'So many may be asked for and no more.' },
})

export const withdrawRequest = endpoint({
  method: 'DELETE',
  path: '/api/web/requests/:requestId',
  tag,
  summary: 'Ask for it no longer',
  access: 'user',
  params,
  status: 204,
  failures,
})

export const approveRequest = endpoint({
  method: 'POST',
  path: '/api/web/requests/:requestId/approve',
  tag,
  summary: 'Want the book: it is added, monitored and searched for',
  access: 'member',
  params,
  response: BookRequest,
  failures,
})

export const declineRequest = endpoint({
  method: 'POST',
  path: '/api/web/requests/:requestId/decline',
  tag,
  summary: 'Say no, with a word why',
  access: 'member',
  params,
  body: Type.Object({ note: Maybe(Note) }),
  response: BookRequest,
  failures,
})
