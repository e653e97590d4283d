import { Type } from 'typebox'

/** In which forms a book is wanted. */
export const MediaType = Type.Union([Type.Literal('ebook'), Type.Literal('audiobook'), Type.Literal('both')])

/** One form of a book; each is looked for, downloaded and kept by itself. */
export const Slot = Type.Union([Type.Literal('ebook'), Type.Literal('audiobook')])

export const BookStatus = Type.Union([
  Type.Literal('wanted'),
  Type.Literal('downloading'),
  Type.Literal('downloaded'),
  Type.Literal('imported'),
  Type.Literal('skipped'),
])

/** Which books of an author are monitored. */
export const MonitorMode = Type.Union([
  Type.Literal('all'),
  Type.Literal('future'),
  Type.Literal('latest'),
  Type.Literal('none'),
  Type.Literal('series'),
])

/** What becomes of works that are found later. */
export const MonitorNewItems = Type.Union([Type.Literal('all'), Type.Literal('none')])
