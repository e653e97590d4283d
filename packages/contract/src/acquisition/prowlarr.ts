import { Type } from 'typebox'
import { Maybe, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: Prowlarr'

export const Prowlarr = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  url: Type.String(),
  apiKey: Type.String(),
  syncOnStartup: Type.Boolean(),
  enabled: Type.Boolean(),
  lastSyncAt: Nullable(Time),
  createdAt: Time,
  updatedAt: Time,
})

/** What is left out keeps its value, or gets its default. */
export const ProwlarrFields = Type.Object({
  name: Maybe(Type.String()),
  url: Maybe(Type.String()),
  apiKey: Maybe(Type.String()),
  syncOnStartup: Maybe(Type.Boolean()),
  enabled: Maybe(Type.Boolean()),
})

export const listProwlarrs = endpoint({
  method: 'GET',
  path: '/api/v1/prowlarr',
  tag,
  summary: 'The Prowlarr servers',
  access: 'acquisition-admin',
  response: Type.Array(Prowlarr),
})

export const getProwlarr = endpoint({
  method: 'GET',
  path: '/api/v1/prowlarr/:id',
  tag,
  summary: 'One Prowlarr server',
  access: 'acquisition-admin',
  params: IdParams,
  response: Prowlarr,
  failures: { 404: 'No such server.' },
})

export const addProwlarr = endpoint({
  method: 'POST',
  path: '/api/v1/prowlarr',
  tag,
  summary: 'Add a Prowlarr server; its address is needed',
  access: 'acquisition-admin',
  body: ProwlarrFields,
  status: 201,
  response: Prowlarr,
})

export const changeProwlarr = endpoint({
  method: 'PUT',
  path: '/api/v1/prowlarr/:id',
  tag,
  summary: 'Change what is given; a new key goes to its indexers too',
  access: 'acquisition-admin',
  params: IdParams,
  body: ProwlarrFields,
  response: Prowlarr,
  failures: { 404: 'No such server.' },
})

export const deleteProwlarr = endpoint({
  method: 'DELETE',
  path: '/api/v1/prowlarr/:id',
  tag,
  summary: 'Forget it with the indexers that came from it',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
})

export const testProwlarr = endpoint({
  method: 'POST',
  path: '/api/v1/prowlarr/:id/test',
  tag,
  summary: 'Whether it answers',
  access: 'acquisition-admin',
  params: IdParams,
  response: Type.Object({
    ok: Type.String({ description: '`true` or `false`, as text.' }),
    version: Type.Optional(Type.String()),
    error: Type.Optional(Type.String()),
  }),
  failures: { 404: 'No such server.' },
})

export const syncProwlarr = endpoint({
  method: 'POST',
  path: '/api/v1/prowlarr/:id/sync',
  tag,
  summary: 'Take over its indexers now',
  access: 'acquisition-admin',
  params: IdParams,
  response: Type.Object({ added: Type.Integer(), updated: Type.Integer(), removed: Type.Integer() }),
  failures: { 404: 'No such server.', 502: 'It does not answer as it should.' },
})
