import { Type } from 'typebox'
import { Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookSummary } from './objects.ts'

const tag = 'Statistics'

export const listDownloadsPerMonth = endpoint({
  method: 'GET',
  path: '/api/stats/downloads-per-month',
  summary: 'Downloads of the caller in each of the last months, oldest first',
  tag,
  access: 'user',
  query: Type.Object({
    months: Type.Optional(Type.String({ description: 'At most 24; 12 unless said or not understood.' })),
  }),
  response: Type.Array(Type.Object({ month: Type.String({ description: 'such as 2026-03' }), count: Type.Integer() })),
})

export const readYearInBooks = endpoint({
  method: 'GET',
  path: '/api/stats/year-in-books',
  summary: 'What the caller read in a year, on all devices',
  tag,
  access: 'user',
  query: Type.Object({
    year: Type.Optional(Type.String({ description: 'from 1 to the next one; the current one unless said' })),
  }),
  response: Type.Object({
    year: Type.Integer(),
    books_finished: Type.Integer(),
    active_days: Type.Integer({ description: 'days (UTC) on which something was read' }),
    longest_streak: Type.Integer({ description: 'most of them in a row' }),
    total_downloads: Type.Integer(),
  }),
})

export const readReadingStatistics = endpoint({
  method: 'GET',
  path: '/api/reading-progress/stats',
  summary: 'What the caller is reading and has read, on all devices',
  tag,
  access: 'user',
  response: Type.Object({
    current_streak: Type.Integer({ description: 'days in a row with reading, until today or yesterday' }),
    total_tracked: Type.Integer(),
    total_finished: Type.Integer(),
    in_progress: Type.Array(
      Type.Object({
        document: Type.String(),
        percentage: Type.Number({ description: '0 to 1' }),
        device: Type.Optional(Type.String()),
        last_synced: Timestamp,
        estimated_minutes_remaining: Type.Optional(Type.Integer()),
      }),
    ),
  }),
})

export const listRecommendations = endpoint({
  method: 'GET',
  path: '/api/recommendations',
  summary: 'Books that the caller may like, best first',
  description: 'By authors, series and publishers of what they read, then by popularity, then the newest.',
  tag,
  access: 'user',
  query: Type.Object({
    limit: Type.Optional(Type.String({ description: 'At most 50; 10 unless said or not understood.' })),
  }),
  response: Type.Array(BookSummary),
})
