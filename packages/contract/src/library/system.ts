import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  tag: 'System',
  summary: 'Whether the server answers',
  description: 'Nothing else is probed: neither the database nor the jobs.',
  access: 'public',
  hasHead: true,
  response: Type.Object({ status: Type.Literal('ok') }),
})

export const getVersion = endpoint({
  method: 'GET',
  path: '/api/version',
  tag: 'System',
  summary: 'Version of the server',
  access: 'public',
  hasHead: true,
  response: Type.Object({ version: Type.String({ description: '`dev` outside releases.' }) }),
})
