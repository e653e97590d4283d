import { type Static, Type } from 'typebox'
import { Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'

/** What a device signs in with; the password is never shown. */
export const Credential = Type.Object({
  username: Type.String(),
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type Credential = Static<typeof Credential>

const body = Type.Object({ username: Type.String(), password: Type.String() })
const none = { 404: 'none was set up' }

const credentials = (path: '/api/opds/credentials' | '/api/kosync/credentials', tag: string) => ({
  read: endpoint({
    method: 'GET',
    path,
    summary: `What your devices sign in with (${tag})`,
    tag,
    access: 'jwt',
    response: Credential,
    failures: none,
  }),
  put: endpoint({
    method: 'PUT',
    path,
    summary: `Set what your devices sign in with (${tag})`,
    tag,
    access: 'jwt',
    body,
    response: Credential,
    failures: { 409: 'somebody else uses this user name' },
  }),
  remove: endpoint({
    method: 'DELETE',
    path,
    summary: `Take away what your devices sign in with (${tag})`,
    tag,
    access: 'jwt',
    status: 204,
    failures: none,
  }),
})

export const opdsCredentials = credentials('/api/opds/credentials', 'OPDS')
export const kosyncCredentials = credentials('/api/kosync/credentials', 'KOReader')
