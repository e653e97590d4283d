import { Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

export const User = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Type.Union([Type.Literal('admin'), Type.Literal('member'), Type.Literal('reader')]),
  isAdmin: Type.Boolean(),
})

const tag = 'Web app'

/** The first thing that the web app asks for. */
export const getState = endpoint({
  method: 'GET',
  path: '/api/web/state',
  tag,
  summary: 'Who is signed in, and whether the server waits for its first account',
  access: 'public',
  response: Type.Object({
    needsSetup: Type.Boolean(),
    signupEnabled: Type.Boolean(),
    version: Type.String(),
    user: Nullable(User),
  }),
})

export const startSession = endpoint({
  method: 'POST',
  path: '/api/web/session',
  tag,
  summary: 'Sign in: sets the session cookie',
  access: 'public',
  isLimited: true,
  body: Type.Object({ login: Type.String({ description: 'Address or login name.' }), password: Type.String() }),
  response: Type.Object({ user: User }),
  failures: { 401: 'Unknown account or wrong password.' },
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/web/session',
  tag,
  summary: 'Sign out: clears the session cookie',
  access: 'public',
  status: 204,
})
