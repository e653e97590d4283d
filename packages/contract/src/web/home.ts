import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookCard } from './books.ts'

/** A book that somebody is in. */
export const BookToContinue = Type.Object({
  ...BookCard.properties,
  lastReadAt: Type.String(),
  /** The file to go on in: the one of the last place, or the first that is there; null where none is. */
  file: Nullable(
    Type.Object({
      id: Type.String(),
      format: Type.String(),
      media: Type.Union([Type.Literal('ebook'), Type.Literal('audiobook')]),
    }),
  ),
})
export type BookToContinue = Static<typeof BookToContinue>

/** The volume after the last one that was read. */
export const NextVolume = Type.Object({
  ...BookCard.properties,
  /** The series that it goes on in, which need not be its first. */
  nextIn: Type.Object({ id: Type.String(), name: Type.String(), position: Nullable(Type.String()) }),
})
export type NextVolume = Static<typeof NextVolume>

export const readHome = endpoint({
  method: 'GET',
  path: '/api/web/home',
  summary: 'What the caller may want to read now',
  tag: 'Web app',
  access: 'user',
  response: Type.Object({
    /** Last read first. */
    continueReading: Type.Array(BookToContinue),
    nextInSeries: Type.Array(NextVolume),
    /** For which something speaks that the caller has read, best first. */
    likely: Type.Array(BookCard),
    recentlyAdded: Type.Array(BookCard),
    /** For those who get books, whether something is wanted or on its way; for others, whether they wait for a request. */
    isComing: Type.Boolean(),
  }),
})
