import { Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { Book } from './book.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: series'

export const HardcoverLink = Type.Object({
  id: Type.Integer(),
  seriesId: Type.Integer(),
  hardcoverSeriesId: Type.String(),
  hardcoverProviderId: Type.String(),
  hardcoverTitle: Type.String(),
  hardcoverAuthorName: Type.String(),
  hardcoverBookCount: Type.Integer(),
  confidence: Type.Number(),
  linkedBy: Type.Union([Type.Literal('auto'), Type.Literal('manual')]),
  linkedAt: Time,
  createdAt: Time,
  updatedAt: Time,
})

export const Series = Type.Object({
  id: Type.Integer(),
  createdAt: Time,
  foreignSeriesId: Type.String(),
  title: Type.String(),
  description: Type.String(),
  monitored: Type.Boolean(),
  genreOverride: Type.Optional(Type.Array(Type.String())),
  genreOverrideSet: Type.Boolean(),
  books: Type.Optional(
    Type.Array(
      Type.Object({
        seriesId: Type.Integer(),
        bookId: Type.Integer(),
        positionInSeries: Type.String(),
        primarySeries: Type.Boolean(),
        book: Type.Optional(Book),
      }),
    ),
  ),
  hardcoverLink: Type.Optional(HardcoverLink),
})

export const HardcoverSeriesHit = Type.Object({
  foreignId: Type.String(),
  providerId: Type.String(),
  title: Type.String(),
  authorName: Type.String(),
  bookCount: Type.Integer(),
  readersCount: Type.Integer(),
  books: Type.Array(Type.String()),
  confidence: Type.Optional(Type.Number()),
})

const DiffItem = Type.Object({
  foreignBookId: Type.String(),
  providerId: Type.String(),
  title: Type.String(),
  subtitle: Type.Optional(Type.String()),
  position: Type.String(),
  imageUrl: Type.Optional(Type.String()),
  authorName: Type.Optional(Type.String()),
  releaseDate: Type.Optional(Type.String()),
  usersCount: Type.Optional(Type.Integer()),
  localBookId: Type.Optional(Type.Integer()),
  localTitle: Type.Optional(Type.String()),
  localStatus: Type.Optional(Type.String()),
  matchConfidence: Type.Optional(Type.Number()),
})

const failures = { 404: 'There is none, or the feature is off.' }
const upstream = { ...failures, 502: 'Hardcover did not answer.' }

export const listSeries = endpoint({
  method: 'GET',
  path: '/api/v1/series',
  tag,
  summary: 'All series with their books, by title',
  access: 'acquisition',
  response: Type.Array(Series),
})

export const createSeries = endpoint({
  method: 'POST',
  path: '/api/v1/series',
  tag,
  summary: 'Make a series by hand',
  access: 'acquisition-admin',
  body: Type.Object({ title: Maybe(Type.String()) }),
  status: 201,
  response: Series,
})

export const searchHardcoverSeries = endpoint({
  method: 'GET',
  path: '/api/v1/series/hardcover/search',
  tag,
  summary: 'Look for series at Hardcover',
  access: 'acquisition',
  query: Type.Object({
    term: Type.Optional(Type.String()),
    q: Type.Optional(Type.String()),
    limit: Type.Optional(Type.String({ description: 'At most 50; 10 unless said.' })),
  }),
  response: Type.Array(HardcoverSeriesHit),
  failures: upstream,
})

export const getSeries = endpoint({
  method: 'GET',
  path: '/api/v1/series/:id',
  tag,
  summary: 'One series with its books',
  access: 'acquisition',
  params: IdParams,
  response: Series,
  failures,
})

export const renameSeries = endpoint({
  method: 'PUT',
  path: '/api/v1/series/:id',
  tag,
  summary: 'Give a series another title',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({ title: Maybe(Type.String()) }),
  response: Series,
  failures,
})

export const monitorSeries = endpoint({
  method: 'PATCH',
  path: '/api/v1/series/:id',
  tag,
  summary: 'Monitor a series, or not',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({ monitored: Maybe(Type.Boolean()) }),
  response: Type.Object({ monitored: Type.Boolean() }),
  failures,
})

export const deleteSeries = endpoint({
  method: 'DELETE',
  path: '/api/v1/series/:id',
  tag,
  summary: 'Delete a series; its books stay',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
  failures,
})

export const linkSeriesBook = endpoint({
  method: 'POST',
  path: '/api/v1/series/:id/books',
  tag,
  summary: 'Put a book into a series, or give it another place there',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({
    bookId: Maybe(Type.Integer()),
    positionInSeries: Maybe(Type.String({ maxLength: 100 })),
    primarySeries: Maybe(Type.Boolean()),
  }),
  response: Series,
  failures,
})

export const fillSeries = endpoint({
  method: 'POST',
  path: '/api/v1/series/:id/fill',
  tag,
  summary: 'Want every book of a series that is missing, or the one that is named',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({
    foreignBookId: Maybe(Type.String()),
    providerId: Maybe(Type.String()),
    position: Maybe(Type.String()),
    mediaType: Maybe(Type.String()),
  }),
  response: Type.Object({ queued: Type.Integer() }),
  failures: upstream,
})

export const setSeriesGenres = endpoint({
  method: 'PUT',
  path: '/api/v1/series/:id/genres',
  tag,
  summary: 'Give all books of a series these genres, now and as its own',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({ genres: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }) }),
  response: Type.Object({ updated: Type.Integer() }),
  failures,
})

export const clearSeriesGenres = endpoint({
  method: 'DELETE',
  path: '/api/v1/series/:id/genres',
  tag,
  summary: 'Forget the genres of a series; its books keep them',
  access: 'acquisition-admin',
  params: IdParams,
  response: Type.Object({ cleared: Type.Literal(true) }),
  failures,
})

export const getHardcoverLink = endpoint({
  method: 'GET',
  path: '/api/v1/series/:id/hardcover-link',
  tag,
  summary: 'Which series at Hardcover a series is',
  access: 'acquisition',
  params: IdParams,
  response: HardcoverLink,
  failures,
})

export const setHardcoverLink = endpoint({
  method: 'PUT',
  path: '/api/v1/series/:id/hardcover-link',
  tag,
  summary: 'Say which series at Hardcover a series is',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({
    foreignId: Maybe(Type.String()),
    providerId: Maybe(Type.String()),
    title: Maybe(Type.String()),
    authorName: Maybe(Type.String()),
    bookCount: Maybe(Type.Integer()),
    confidence: Maybe(Type.Number()),
  }),
  response: HardcoverLink,
  failures: upstream,
})

export const deleteHardcoverLink = endpoint({
  method: 'DELETE',
  path: '/api/v1/series/:id/hardcover-link',
  tag,
  summary: 'Forget which series at Hardcover a series is',
  access: 'acquisition-admin',
  params: IdParams,
  response: Type.Object({ success: Type.Literal(true) }),
  failures,
})

export const linkHardcoverSeries = endpoint({
  method: 'POST',
  path: '/api/v1/series/:id/hardcover-link/auto',
  tag,
  summary: 'Find out which series at Hardcover a series is, where there is no doubt',
  access: 'acquisition-admin',
  params: IdParams,
  response: Type.Object({
    linked: Type.Boolean(),
    link: Type.Optional(HardcoverLink),
    candidates: Type.Array(HardcoverSeriesHit),
    reason: Type.Optional(Type.String()),
  }),
  failures: upstream,
})

export const compareHardcoverSeries = endpoint({
  method: 'GET',
  path: '/api/v1/series/:id/hardcover-diff',
  tag,
  summary: 'Which books of the series at Hardcover are here, and which are not',
  access: 'acquisition',
  params: IdParams,
  response: Type.Object({
    seriesId: Type.Integer(),
    link: HardcoverLink,
    present: Type.Array(DiffItem),
    missing: Type.Array(DiffItem),
    localOnly: Type.Array(DiffItem),
    uncertain: Type.Array(DiffItem),
    presentCount: Type.Integer(),
    missingCount: Type.Integer(),
  }),
  failures: upstream,
})

export const testHardcover = endpoint({
  method: 'POST',
  path: '/api/v1/hardcover/test',
  tag,
  summary: 'Try the token for Hardcover; answers 200 whatever comes of it',
  access: 'acquisition-admin',
  response: Type.Object({
    ok: Type.Boolean(),
    tokenConfigured: Type.Boolean(),
    searchResults: Type.Integer(),
    sampleSeriesId: Type.Optional(Type.String()),
    sampleTitle: Type.Optional(Type.String()),
    catalogOk: Type.Boolean(),
    catalogBookCount: Type.Optional(Type.Integer()),
    message: Type.Optional(Type.String()),
    error: Type.Optional(Type.String()),
  }),
})
