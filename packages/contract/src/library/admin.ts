import { Type } from 'typebox'
import { Id, Message, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { User } from './accounts.ts'

const tag = 'Administration'

export const listUsers = endpoint({
  method: 'GET',
  path: '/api/admin/users',
  tag,
  summary: 'Every account, oldest first',
  access: 'admin-jwt',
  response: Type.Array(Type.Object({ ...User.properties, created_at: Timestamp })),
})

export const setUserAdmin = endpoint({
  method: 'PUT',
  path: '/api/admin/users/:userId',
  tag,
  summary: 'Grant or revoke the rights of an administrator; acts at once',
  access: 'admin-jwt',
  params: Type.Object({ userId: Id }),
  body: Type.Object({ is_admin: Type.Boolean() }),
  response: Message,
  failures: { 404: 'No such account.' },
})

export const rebuildSearch = endpoint({
  method: 'POST',
  path: '/api/admin/search/reindex',
  tag,
  summary: 'Build the search index anew',
  description: 'Runs in the background.',
  access: 'admin-jwt',
  status: 202,
  response: Message,
})
