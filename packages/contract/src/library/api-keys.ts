import { Type } from 'typebox'
import { Id, Nullable, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'

export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  key_prefix: Type.String({ description: 'The first 16 characters, to tell keys apart.' }),
  last_used_at: Nullable(Timestamp),
  created_at: Timestamp,
})

export const NewApiKey = Type.Object({
  ...ApiKey.properties,
  key: Type.String({ description: 'Shown this once.' }),
})

const tag = 'API keys'

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api/api-keys',
  tag,
  summary: 'The own keys, newest first',
  access: 'jwt',
  response: Type.Array(ApiKey),
})

export const createApiKey = endpoint({
  method: 'POST',
  path: '/api/api-keys',
  tag,
  summary: 'Make a key',
  access: 'jwt',
  body: Type.Object({ name: Type.String({ description: '1 to 100 characters.' }) }),
  status: 201,
  response: NewApiKey,
})

export const deleteApiKey = endpoint({
  method: 'DELETE',
  path: '/api/api-keys/:keyId',
  tag,
  summary: 'Revoke a key; it stops working at once',
  access: 'jwt',
  params: Type.Object({ keyId: Id }),
  status: 204,
  failures: { 404: 'No such key of the caller.' },
})
