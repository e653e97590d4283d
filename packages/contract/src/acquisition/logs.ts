import { type Static, Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const tag = 'Acquisition: logs'

/** What cannot be read is ignored. */
export const LogQuery = Type.Object({
  level: Type.Optional(Type.String({ description: 'This and what is worse; an unknown word means `info`.' })),
  component: Type.Optional(Type.String()),
  q: Type.Optional(Type.String({ description: 'Words of the message or of a field.' })),
  from: Type.Optional(Type.String({ description: 'The last hour where neither bound is given.' })),
  to: Type.Optional(Type.String()),
  limit: Type.Optional(Type.String({ description: '200 unless said, at most 1000; for the export 50000.' })),
  offset: Type.Optional(Type.String()),
})
export type LogQuery = Static<typeof LogQuery>

export const listLogs = endpoint({
  method: 'GET',
  path: '/api/v1/system/logs',
  tag,
  summary: 'What was logged, the newest first',
  access: 'acquisition-admin',
  query: LogQuery,
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      ts: Type.String({ format: 'date-time' }),
      level: Type.String({ description: '`DEBUG`, `INFO`, `WARN` or `ERROR`.' }),
      component: Type.String(),
      message: Type.String(),
      fields: Type.Record(Type.String(), Type.String()),
    }),
  ),
})

export const exportLogs = endpoint({
  method: 'GET',
  path: '/api/v1/system/logs/export',
  tag,
  summary: 'The same as a text file without secrets',
  access: 'acquisition-admin',
  query: LogQuery,
  produces: 'text/plain',
})
