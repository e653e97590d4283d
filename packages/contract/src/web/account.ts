import { type Static, Type } from 'typebox'
import { Id } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { User } from './session.ts'

const tag = 'Web app'

export const Profile = Type.Object({
  ...User.properties,
  /** Signs in as well as the address does. */
  username: Type.String(),
  createdAt: Type.String(),
})
export type Profile = Static<typeof Profile>

export const getProfile = endpoint({
  method: 'GET',
  path: '/api/web/account',
  tag,
  summary: 'The own account',
  access: 'jwt',
  response: Profile,
})

export const editProfile = endpoint({
  method: 'PUT',
  path: '/api/web/account',
  tag,
  summary: 'Change the own name, address and login name',
  access: 'jwt',
  body: Type.Object({
    name: Type.String({ maxLength: 200 }),
    email: Type.String({ maxLength: 254 }),
    username: Type.String({ description: 'Blank for the address.' }),
  }),
  response: Profile,
  failures: { 409: 'Another account has this address or login name.' },
})

/** A browser in which the account is signed in. */
export const Session = Type.Object({
  id: Id,
  userAgent: Type.String(),
  address: Type.String(),
  signedInAt: Type.String(),
  lastSeenAt: Type.String(),
  /** The one that asks. */
  isCurrent: Type.Boolean(),
})
export type Session = Static<typeof Session>

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/web/account/sessions',
  tag,
  summary: 'Browsers in which the account is signed in, the one used last first',
  access: 'jwt',
  response: Type.Array(Session),
})

export const endOneSession = endpoint({
  method: 'DELETE',
  path: '/api/web/account/sessions/:sessionId',
  tag,
  summary: 'Sign a browser out',
  access: 'jwt',
  params: Type.Object({ sessionId: Id }),
  status: 204,
  failures: { 404: 'No such session of this account.' },
})

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/web/account/sessions',
  tag,
  summary: 'Sign out every browser but this one',
  access: 'jwt',
  status: 204,
})

export const exportOwnData = endpoint({
  method: 'GET',
  path: '/api/web/account/export',
  tag,
  summary: 'All that the account made for itself, as one JSON file',
  access: 'jwt',
  produces: 'application/json',
})

export const deleteOwnAccount = endpoint({
  method: 'POST',
  path: '/api/web/account/delete',
  tag,
  summary: 'Delete the own account with all that it made for itself',
  access: 'jwt',
  isLimited: true,
  body: Type.Object({ password: Type.String() }),
  status: 204,
  failures: { 400: 'The password is wrong.', 409: 'The last administrator stays.' },
})
