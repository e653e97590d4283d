import { type Static, Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { Time } from './common.ts'

const tag = 'Acquisition: single sign-on'

export const OidcProvider = Type.Object({
  id: Type.String(),
  name: Type.String(),
  issuer: Type.String(),
  client_id: Type.String(),
  scopes: Type.Array(Type.String()),
  allowed_groups: Type.Optional(Type.Array(Type.String())),
  status: Type.Optional(
    Type.Object({
      state: Type.Union([Type.Literal('ok'), Type.Literal('failed')]),
      last_error: Type.Optional(Type.String()),
      last_attempt: Type.Optional(Time),
    }),
  ),
})

export const listOidcProviders = endpoint({
  method: 'GET',
  path: '/api/v1/auth/oidc/providers',
  tag,
  summary: 'Where people can sign in; never with a secret',
  access: 'public',
  response: Type.Array(OidcProvider),
})

/** A list, or its entries in one text. */
const Words = Maybe(Type.Union([Type.Array(Type.String()), Type.String()]))

export const OidcProviderInput = Type.Object({
  id: Type.String(),
  name: Maybe(Type.String()),
  issuer: Type.String(),
  client_id: Type.String(),
  client_secret: Maybe(Type.String({ description: 'Empty keeps the one that is stored.' })),
  scopes: Words,
  allowed_groups: Words,
})
export type OidcProviderInput = Static<typeof OidcProviderInput>

export const setOidcProviders = endpoint({
  method: 'PUT',
  path: '/api/v1/auth/oidc/providers',
  tag,
  summary: 'Replace the whole list',
  access: 'acquisition-admin',
  body: Type.Array(OidcProviderInput, { maxItems: 50 }),
  response: Type.Object({ ok: Type.Literal(true), count: Type.Integer() }),
})

export const getRedirectBase = endpoint({
  method: 'GET',
  path: '/api/v1/auth/oidc/redirect-base',
  tag,
  summary: 'The address that a provider has to know',
  access: 'acquisition',
  response: Type.Object({ base: Type.String(), callback_path: Type.String(), configured: Type.Boolean() }),
})

export const testDiscovery = endpoint({
  method: 'POST',
  path: '/api/v1/auth/oidc/test-discovery',
  tag,
  summary: 'Look whether an issuer answers',
  access: 'acquisition-admin',
  body: Type.Object({ issuer: Type.String({ minLength: 1 }) }),
  response: Type.Object({
    ok: Type.Boolean(),
    error: Type.Optional(Type.String()),
    issuer_mismatch: Type.Optional(Type.Boolean()),
    discovered: Type.Optional(
      Type.Object({
        issuer: Type.String(),
        authorization_endpoint: Type.String(),
        token_endpoint: Type.String(),
        userinfo_endpoint: Type.Optional(Type.String()),
        jwks_uri: Type.Optional(Type.String()),
        scopes_supported: Type.Optional(Type.Array(Type.String())),
      }),
    ),
  }),
})

const params = Type.Object({ provider: Type.String() })

export const beginOidc = endpoint({
  method: 'GET',
  path: '/api/v1/auth/oidc/:provider/login',
  tag,
  summary: 'Go to a provider to sign in',
  access: 'public',
  params,
  query: Type.Object({
    for: Type.Optional(Type.String({ description: '`pages`: sign in to the pages of this server as well.' })),
  }),
  produces: 'text/html',
})

export const finishOidc = endpoint({
  method: 'GET',
  path: '/api/v1/auth/oidc/:provider/callback',
  tag,
  summary: 'Come back from a provider: sets the session cookie',
  access: 'public',
  params,
  query: Type.Object({
    code: Type.Optional(Type.String()),
    state: Type.Optional(Type.String()),
    error: Type.Optional(Type.String()),
    iss: Type.Optional(Type.String()),
  }),
  produces: 'text/html',
  failures: { 401: 'The provider refused, or what it says is not good.', 403: 'This person may not come in.' },
})
