import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookCard } from './books.ts'

/** What somebody is in: a book, or a document of a KOReader that is no book here. */
export const InProgress = Type.Object({
  document: Type.String(),
  book: Nullable(BookCard),
  /** 0 to 1. */
  fraction: Type.Number(),
  device: Nullable(Type.String()),
  lastReadAt: Type.String(),
})
export type InProgress = Static<typeof InProgress>

export const Statistics = Type.Object({
  year: Type.Integer(),
  /** The first year of which anything is known. */
  firstYear: Type.Integer(),
  booksFinished: Type.Integer(),
  longestStreak: Type.Integer(),
  downloads: Type.Integer(),
  /** Days (UTC) of the year on which something was read: `2026-03-14`. */
  days: Type.Array(Type.String()),
  /** The twelve months of the year. */
  months: Type.Array(Type.Object({ finished: Type.Integer(), days: Type.Integer(), downloads: Type.Integer() })),
  /** In the order of reading. */
  finished: Type.Array(Type.Object({ ...BookCard.properties, finishedAt: Type.String() })),
  /** These are of all years. */
  currentStreak: Type.Integer(),
  tracked: Type.Integer(),
  finishedEver: Type.Integer(),
  /** Last read first. */
  inProgress: Type.Array(InProgress),
})
export type Statistics = Static<typeof Statistics>

export const readStatistics = endpoint({
  method: 'GET',
  path: '/api/web/statistics',
  summary: 'What the caller read in a year, and what they are reading',
  tag: 'Web app',
  access: 'user',
  query: Type.Object({
    /** The current one unless said. */
    year: Type.Optional(Type.Unsafe<string | number>({ type: 'string' })),
  }),
  response: Statistics,
})
