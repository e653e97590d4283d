import { type Static, Type } from 'typebox'
import { Id, Maybe, Nullable, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { NullableText, OptionalText } from './fields.ts'

const tag = 'Reading'
const params = Type.Object({ bookId: Id })

/** Where the caller is in a book. */
export const Place = Type.Object({
  book_id: Type.String(),
  fraction: Type.Number({ minimum: 0, maximum: 1 }),
  locator: Nullable(Type.String({ description: 'exact place in the words of the source: a CFI, a page, seconds' })),
  source: Type.String({ description: '`web`, `kobo`, `kosync`, or what a client called itself' }),
  device: NullableText,
  file_id: NullableText,
  at: Type.String({ description: 'when the reader was there, in UTC with milliseconds' }),
  updated_at: Timestamp,
})
export type Place = Static<typeof Place>

export const PlaceReport = Type.Object({
  fraction: Type.Number({ minimum: 0, maximum: 1 }),
  locator: Maybe(Type.String({ maxLength: 4000 })),
  source: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,39}$' }),
  device: Maybe(Type.String({ maxLength: 200 })),
  file_id: OptionalText,
  at: Maybe(Type.String({ description: 'an instant with any offset; now unless said, and never later than now' })),
})
export type PlaceReport = Static<typeof PlaceReport>

export const readProgress = endpoint({
  method: 'GET',
  path: '/api/books/:bookId/progress',
  summary: 'Where the caller is in a book; null where nothing was reported',
  tag,
  access: 'user',
  params,
  response: Type.Union([Place, Type.Null()]),
  failures: { 404: 'no such book' },
})

export const reportProgress = endpoint({
  method: 'PUT',
  path: '/api/books/:bookId/progress',
  summary: 'Report where the caller is in a book',
  description:
    'Every report is kept. The one with the newest `at` is the current place, whatever order reports arrive in; the answer is the current place after this report, which may be another one.',
  tag,
  access: 'user',
  params,
  body: PlaceReport,
  response: Place,
  failures: { 404: 'no such book' },
})
