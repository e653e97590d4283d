import { type Static, Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { Ok } from './common.ts'

const tag = 'Acquisition: signing in'

export const AuthMode = Type.Union([
  Type.Literal('enabled'),
  Type.Literal('local-only'),
  Type.Literal('disabled'),
  Type.Literal('proxy'),
])
export type AuthMode = Static<typeof AuthMode>

export const AcquisitionRole = Type.Union([Type.Literal('admin'), Type.Literal('user')])

export const getAuthStatus = endpoint({
  method: 'GET',
  path: '/api/v1/auth/status',
  tag,
  summary: 'Who is signed in, and whether the server waits for its first account',
  access: 'public',
  response: Type.Object({
    authenticated: Type.Boolean(),
    setupRequired: Type.Boolean(),
    username: Type.Optional(Type.String()),
    role: Type.Optional(AcquisitionRole),
    mode: AuthMode,
    localAuthEnabled: Type.Boolean(),
  }),
})

export const getCsrfToken = endpoint({
  method: 'GET',
  path: '/api/v1/auth/csrf',
  tag,
  summary: 'The token that goes with the session cookie on every change; empty without one',
  access: 'public',
  response: Type.Object({ csrfToken: Type.String(), token: Type.String() }),
})

export const logIn = endpoint({
  method: 'POST',
  path: '/api/v1/auth/login',
  tag,
  summary: 'Sign in: sets the session cookie',
  access: 'public',
  body: Type.Object({
    username: Maybe(Type.String({ description: 'Login name or address.' })),
    password: Maybe(Type.String()),
    rememberMe: Maybe(Type.Boolean()),
  }),
  response: Type.Object({ ok: Type.Literal(true), username: Type.String() }),
  failures: {
    401: 'Unknown account or wrong password.',
    403: 'Signing in by password is off, or the account may not use this part of the server.',
    429: 'Too many failures from this address.',
  },
})

export const logOut = endpoint({
  method: 'POST',
  path: '/api/v1/auth/logout',
  tag,
  summary: 'Clear the session cookie',
  access: 'public',
  response: Ok,
})

export const setUp = endpoint({
  method: 'POST',
  path: '/api/v1/auth/setup',
  tag,
  summary: 'Make the first administrator and sign in',
  access: 'public',
  body: Type.Object({ username: Maybe(Type.String()), password: Maybe(Type.String()) }),
  response: Ok,
  failures: { 409: 'There is an account.' },
})

export const getAuthConfig = endpoint({
  method: 'GET',
  path: '/api/v1/auth/config',
  tag,
  summary: 'Mode, and for administrators the API key',
  access: 'acquisition',
  response: Type.Object({ mode: AuthMode, apiKey: Type.String(), username: Type.String() }),
})

export const changeOwnPassword = endpoint({
  method: 'POST',
  path: '/api/v1/auth/password',
  tag,
  summary: 'Change the own password; other sessions end',
  access: 'acquisition',
  body: Type.Object({ currentPassword: Maybe(Type.String()), newPassword: Maybe(Type.String()) }),
  response: Ok,
})

export const setAuthMode = endpoint({
  method: 'PUT',
  path: '/api/v1/auth/mode',
  tag,
  summary: 'Choose who gets in; takes effect with the next request',
  access: 'acquisition-admin',
  body: Type.Object({ mode: Type.String({ description: 'Anything unknown means `enabled`.' }) }),
  response: Type.Object({ mode: AuthMode }),
})

export const regenerateApiKey = endpoint({
  method: 'POST',
  path: '/api/v1/auth/apikey/regenerate',
  tag,
  summary: 'Make a new API key; the old one stops working at once',
  access: 'acquisition-admin',
  response: Type.Object({ apiKey: Type.String() }),
})

export const rotateSessionSecret = endpoint({
  method: 'POST',
  path: '/api/v1/auth/session-secret/rotate',
  tag,
  summary: 'Sign sessions with a new secret; the one before it is good until the next time',
  access: 'acquisition-admin',
  response: Ok,
})
