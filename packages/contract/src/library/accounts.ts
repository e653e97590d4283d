import { Type } from 'typebox'
import { Message } from '../common.ts'
import { endpoint } from '../endpoint.ts'

export const User = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  oidc_linked: Type.Boolean(),
  is_admin: Type.Boolean(),
})

export const AuthResult = Type.Object({
  token: Type.String({ description: 'Good for 24 hours; also set as the cookie `biblioteka_token`.' }),
  user: User,
})

const Enabled = Type.Object({ enabled: Type.Boolean() })
const tag = 'Accounts'

export const signUp = endpoint({
  method: 'POST',
  path: '/api/auth/signup',
  tag,
  summary: 'Create an account; the first one is administrator',
  access: 'public',
  isLimited: true,
  body: Type.Object({
    name: Type.String(),
    email: Type.String(),
    password: Type.String({ description: '8 to 72 bytes.' }),
  }),
  status: 201,
  response: AuthResult,
  failures: { 403: 'Sign-up is switched off.', 409: 'The address has an account.' },
})

export const isSignUpEnabled = endpoint({
  method: 'GET',
  path: '/api/auth/signup/enabled',
  tag,
  summary: 'Whether sign-up is open',
  access: 'public',
  hasHead: true,
  response: Enabled,
})

export const logIn = endpoint({
  method: 'POST',
  path: '/api/auth/login',
  tag,
  summary: 'Sign in with address and password',
  access: 'public',
  isLimited: true,
  body: Type.Object({ email: Type.String(), password: Type.String() }),
  response: AuthResult,
  failures: { 401: 'Unknown address or wrong password.', 409: 'The account is switched off.' },
})

export const getMe = endpoint({
  method: 'GET',
  path: '/api/auth/me',
  tag,
  summary: 'The account of the caller',
  access: 'user',
  accountGone: 404,
  response: User,
  failures: { 404: 'The account is gone.' },
})

export const updateMe = endpoint({
  method: 'PUT',
  path: '/api/auth/me',
  tag,
  summary: 'Change the own display name',
  access: 'user',
  accountGone: 404,
  body: Type.Object({ name: Type.String() }),
  response: User,
  failures: { 404: 'The account is gone.' },
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/auth/password',
  tag,
  summary: 'Change the own password',
  description: 'Tokens that were issued before stay valid.',
  access: 'jwt',
  isLimited: true,
  body: Type.Object({ currentPassword: Type.String(), newPassword: Type.String({ description: '8 to 72 bytes.' }) }),
  response: Message,
})

export const logOut = endpoint({
  method: 'POST',
  path: '/api/auth/logout',
  tag,
  summary: 'Clear the session cookie; from a page of this server only',
  access: 'public',
  isLimited: true,
  response: Message,
  failures: { 403: '`Origin` (or failing that `Referer`) is absent or foreign.' },
})

export const isOidcEnabled = endpoint({
  method: 'GET',
  path: '/api/auth/oidc/enabled',
  tag,
  summary: 'Whether people can sign in through an OpenID provider',
  access: 'public',
  hasHead: true,
  response: Enabled,
})

export const isPasskeyEnabled = endpoint({
  method: 'GET',
  path: '/api/auth/passkey/enabled',
  tag,
  summary: 'Whether people can sign in with a passkey',
  access: 'public',
  hasHead: true,
  response: Enabled,
})
