import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Time } from './common.ts'

const tag = 'Acquisition: settings'

export const Setting = Type.Object({ key: Type.String(), value: Type.String(), updatedAt: Time })

const params = Type.Object({ key: Type.String() })

export const listSettings = endpoint({
  method: 'GET',
  path: '/api/v1/setting',
  tag,
  summary: 'What is set, by key; secrets are left out',
  access: 'acquisition',
  response: Type.Array(Setting),
})

export const getSetting = endpoint({
  method: 'GET',
  path: '/api/v1/setting/:key',
  tag,
  summary: 'One setting',
  access: 'acquisition',
  params,
  response: Setting,
  failures: { 404: 'Not set, or a secret.' },
})

export const setSetting = endpoint({
  method: 'PUT',
  path: '/api/v1/setting/:key',
  tag,
  summary: 'Set it; the value of a secret is not told back',
  access: 'acquisition-admin',
  params,
  body: Type.Object({ value: Type.String() }),
  response: Setting,
})

export const deleteSetting = endpoint({
  method: 'DELETE',
  path: '/api/v1/setting/:key',
  tag,
  summary: 'Go back to the default',
  access: 'acquisition-admin',
  params,
  status: 204,
})
