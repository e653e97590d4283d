import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

export const Role = Type.Union([Type.Literal('admin'), Type.Literal('member'), Type.Literal('reader')])
export type Role = Static<typeof Role>

export const User = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
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
  summary: 'Sign in: sets the session cookies of the library and of the acquisition surface',
  access: 'public',
  isLimited: true,
  body: Type.Object({ login: Type.String({ description: 'Address or login name.' }), password: Type.String() }),
  response: Type.Object({
    user: User,
    csrfToken: Nullable(
      Type.String({ description: 'For changes below `/api/v1`; null for accounts that have nothing to do there.' }),
    ),
  }),
  failures: { 401: 'Unknown account or wrong password.', 409: 'The account is switched off.' },
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/web/session',
  tag,
  summary: 'Sign out: clears the session cookies',
  access: 'public',
  status: 204,
})
