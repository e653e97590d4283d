import { type Static, Type } from 'typebox'
import { Id, Maybe, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'
const Text = Nullable(Type.String())
const params = Type.Object({ bookId: Id })
const failures = { 404: 'no such book' }

export const ReadState = Type.Union([
  Type.Literal('unread'),
  Type.Literal('reading'),
  Type.Literal('finished'),
  Type.Literal('abandoned'),
])
export type ReadState = Static<typeof ReadState>

/** 1 to 5 stars, with halves; null for none. */
export const Rating = Nullable(Type.Number({ minimum: 1, maximum: 5, multipleOf: 0.5 }))

/** What a book is to its reader. */
export const ReadingState = Type.Object({
  state: ReadState,
  rating: Rating,
  /** Of the newest time through, where they are known and it ended so. */
  startedAt: Text,
  finishedAt: Text,
  abandonedAt: Text,
  /** Every time through the book, the newest first. */
  reads: Type.Array(
    Type.Object({
      startedAt: Text,
      endedAt: Text,
      /** Null while it goes on. */
      outcome: Nullable(Type.Union([Type.Literal('finished'), Type.Literal('abandoned')])),
    }),
  ),
})
export type ReadingState = Static<typeof ReadingState>

export const readReadingState = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/state',
  summary: 'Whether the caller has read a book, when, and how they liked it',
  tag,
  access: 'user',
  params,
  response: ReadingState,
  failures,
})

export const setReadingState = endpoint({
  method: 'PUT',
  path: '/api/web/books/:bookId/state',
  summary: 'Mark a book as unread, being read, finished or abandoned',
  description:
    'A finished book that is marked as being read begins another time through. Dates that are given are those of the newest time through; marking a book as unread forgets that one.',
  tag,
  access: 'user',
  params,
  body: Type.Object({
    state: ReadState,
    startedAt: Maybe(Type.String({ description: 'an instant with any offset' })),
    /** When it was finished or abandoned. */
    endedAt: Maybe(Type.String({ description: 'an instant with any offset' })),
  }),
  response: ReadingState,
  failures,
})

export const rateBook = endpoint({
  method: 'PUT',
  path: '/api/web/books/:bookId/rating',
  summary: 'Give a book 1 to 5 stars in half steps, or take them away',
  tag,
  access: 'user',
  params,
  body: Type.Object({ rating: Rating }),
  response: ReadingState,
  failures,
})

const placeFields = {
  fraction: Type.Number(),
  locator: Text,
  source: Type.String(),
  device: Text,
  /** The file it was read in, where the source said so and the file is still there. */
  fileId: Text,
  /** When the reader was there. */
  at: Type.String(),
}

/** A place that a reader was at. */
export const KnownPlace = Type.Object(placeFields)
export type KnownPlace = Static<typeof KnownPlace>

/** A stretch of reading on one device without a leap: the place is where it ended. */
export const Sitting = Type.Object({
  ...placeFields,
  startedAt: Type.String(),
  startFraction: Type.Number(),
  /** It began far before the place that another device had left. */
  isJumpBack: Type.Boolean(),
})
export type Sitting = Static<typeof Sitting>

export const listPlaces = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/places',
  summary: 'Where the caller was in a book, newest first; to go back to one, report it as a new place',
  tag,
  access: 'user',
  params,
  query: Type.Object({
    /** `next` of the page before. */
    before: Type.Optional(Type.String()),
  }),
  response: Type.Object({
    current: Nullable(KnownPlace),
    /** The place further on that another device moved the reader away from; null where none did. */
    left: Nullable(KnownPlace),
    /** The newest place of every source, newest first. */
    latest: Type.Array(KnownPlace),
    sittings: Type.Array(Sitting),
    next: Text,
  }),
  failures,
})
