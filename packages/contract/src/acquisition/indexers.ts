import { Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: indexers'

export const Indexer = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  type: Type.Union([Type.Literal('newznab'), Type.Literal('torznab')]),
  url: Type.String(),
  apiKey: Type.String(),
  categories: Type.Array(Type.Integer()),
  includeParentCategories: Type.Boolean(),
  priority: Type.Integer({ description: 'The smaller, the better.' }),
  enabled: Type.Boolean(),
  supportsSearch: Type.Boolean(),
  prowlarrInstanceId: Type.Optional(Type.Integer()),
  prowlarrIndexerId: Type.Optional(Type.Integer()),
  seedRatio: Type.Optional(Type.Number({ description: '-1 is without an end.' })),
  freeleechOnly: Type.Boolean({ description: 'Torrents that cost ratio wait for a person.' }),
  seedRatioSource: Type.Optional(Type.Union([Type.Literal(''), Type.Literal('prowlarr'), Type.Literal('user')])),
  createdAt: Time,
  updatedAt: Time,
})

/** What is left out keeps its value, or gets its default. */
export const IndexerFields = Type.Object({
  name: Maybe(Type.String()),
  type: Maybe(Type.String({ description: '`newznab` or `torznab`.' })),
  url: Maybe(Type.String()),
  apiKey: Maybe(Type.String()),
  categories: Maybe(Type.Array(Type.Integer())),
  includeParentCategories: Maybe(Type.Boolean()),
  priority: Maybe(Type.Integer()),
  enabled: Maybe(Type.Boolean()),
  supportsSearch: Maybe(Type.Boolean()),
  seedRatio: Maybe(Type.Number()),
  freeleechOnly: Maybe(Type.Boolean()),
})

export const IndexerTest = Type.Object({
  ok: Type.Boolean(),
  status: Type.Integer({ description: 'Of the answer; 0 where there was none.' }),
  categories: Type.Integer(),
  bookSearch: Type.Boolean(),
  latencyMs: Type.Integer(),
  searchResults: Type.Integer(),
  message: Type.Optional(Type.String()),
  error: Type.Optional(Type.String()),
  searchError: Type.Optional(Type.String({ description: 'It says what it can do, but a trial search failed.' })),
})

export const listIndexers = endpoint({
  method: 'GET',
  path: '/api/v1/indexer',
  tag,
  summary: 'All indexers, by priority',
  access: 'acquisition-admin',
  response: Type.Array(Indexer),
})

export const getIndexer = endpoint({
  method: 'GET',
  path: '/api/v1/indexer/:id',
  tag,
  summary: 'One indexer',
  access: 'acquisition-admin',
  params: IdParams,
  response: Indexer,
  failures: { 404: 'No such indexer.' },
})

export const addIndexer = endpoint({
  method: 'POST',
  path: '/api/v1/indexer',
  tag,
  summary: 'Add an indexer; name and address are needed',
  access: 'acquisition-admin',
  body: IndexerFields,
  status: 201,
  response: Indexer,
  failures: { 409: 'There is one at this address.' },
})

export const changeIndexer = endpoint({
  method: 'PUT',
  path: '/api/v1/indexer/:id',
  tag,
  summary: 'Change what is given; one that was resting is asked again',
  access: 'acquisition-admin',
  params: IdParams,
  body: IndexerFields,
  response: Indexer,
  failures: { 404: 'No such indexer.', 409: 'There is another one at this address.' },
})

export const deleteIndexer = endpoint({
  method: 'DELETE',
  path: '/api/v1/indexer/:id',
  tag,
  summary: 'Forget an indexer',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
})

export const testIndexer = endpoint({
  method: 'POST',
  path: '/api/v1/indexer/:id/test',
  tag,
  summary: 'Ask it what it can do, and for something that every one has',
  access: 'acquisition-admin',
  params: IdParams,
  response: IndexerTest,
  failures: { 404: 'No such indexer.' },
})

export const testUnsavedIndexer = endpoint({
  method: 'POST',
  path: '/api/v1/indexer/test',
  tag,
  summary: 'The same for one that is not saved; its address is needed',
  access: 'acquisition-admin',
  body: IndexerFields,
  response: IndexerTest,
})
