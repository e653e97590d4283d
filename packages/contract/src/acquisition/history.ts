import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { BlocklistEntry } from './blocklist.ts'
import { Book } from './book.ts'
import { IdParams, PageOf, PageQuery } from './common.ts'
import { HistoryEvent } from './history-event.ts'

const tag = 'Acquisition: history'

export const listHistory = endpoint({
  method: 'GET',
  path: '/api/v1/history',
  tag,
  summary: 'What happened, newest first',
  access: 'acquisition',
  query: Type.Object({
    ...PageQuery.properties,
    bookId: Type.Optional(Type.String()),
    eventType: Type.Optional(Type.String()),
  }),
  response: PageOf(Type.Object({ ...HistoryEvent.properties, book: Type.Optional(Book) })),
})

export const deleteHistoryEvent = endpoint({
  method: 'DELETE',
  path: '/api/v1/history/:id',
  tag,
  summary: 'Forget an event',
  access: 'acquisition',
  params: IdParams,
  status: 204,
  failures: { 404: 'No such event.' },
})

export const blockFromHistory = endpoint({
  method: 'POST',
  path: '/api/v1/history/:id/blocklist',
  tag,
  summary: 'Never take the release of an event again',
  description: 'Answers 200 with a status where it is blocked already.',
  access: 'acquisition',
  params: IdParams,
  status: 201,
  response: Type.Union([BlocklistEntry, Type.Object({ status: Type.Literal('already blocklisted') })]),
  failures: { 404: 'No such event.' },
})
