import { type Static, Type } from 'typebox'
import { Id, LenientPaging, Maybe, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { Role } from './session.ts'

const tag = 'Web app: administration'

export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  username: Type.String(),
  role: Role,
  isDisabled: Type.Boolean(),
  hasPassword: Type.Boolean(),
  createdAt: Type.String(),
  /** Null where no browser is signed in. */
  lastSeenAt: Nullable(Type.String()),
  /** Until when the link to choose a password works. */
  linkExpiresAt: Nullable(Type.String()),
})
export type Account = Static<typeof Account>

/** Shown this once: only its hash is kept. The page `/welcome#<secret>` takes it. */
export const PasswordLink = Type.Object({ secret: Type.String(), expiresAt: Type.String() })
export type PasswordLink = Static<typeof PasswordLink>

const params = Type.Object({ userId: Id })

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/web/users',
  tag,
  summary: 'Accounts, the oldest first',
  access: 'admin-jwt',
  query: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 200 })),
    role: Type.Optional(Role),
    ...LenientPaging.properties,
  }),
  response: Type.Object({ items: Type.Array(Account), total: Type.Integer(), offset: Type.Integer() }),
})

export const addAccount = endpoint({
  method: 'POST',
  path: '/api/web/users',
  tag,
  summary: 'Make an account, with a password or with a link by which its owner chooses one',
  access: 'admin-jwt',
  body: Type.Object({
    name: Type.String({ maxLength: 200 }),
    email: Type.String({ maxLength: 254 }),
    role: Role,
    password: Maybe(Type.String({ description: '8 to 72 bytes; without it a link is made.' })),
  }),
  status: 201,
  response: Type.Object({ id: Id, link: Nullable(PasswordLink) }),
  failures: { 409: 'The address has an account.' },
})

export const changeAccount = endpoint({
  method: 'PUT',
  path: '/api/web/users/:userId',
  tag,
  summary: 'Change the role of an account, switch it off or on; acts at once',
  access: 'admin-jwt',
  params,
  body: Type.Object({ role: Role, isDisabled: Type.Boolean() }),
  status: 204,
  failures: { 404: 'No such account.', 409: 'The last administrator stays.' },
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/web/users/:userId/password',
  tag,
  summary: 'Give an account a password, or a link by which its owner chooses one; its browsers are signed out',
  access: 'admin-jwt',
  params,
  body: Type.Object({ password: Maybe(Type.String({ description: '8 to 72 bytes; without it a link is made.' })) }),
  response: Type.Object({ link: Nullable(PasswordLink) }),
  failures: { 404: 'No such account.' },
})

export const deleteAccount = endpoint({
  method: 'DELETE',
  path: '/api/web/users/:userId',
  tag,
  summary: 'Delete an account with its places, notes and keys; books stay',
  access: 'admin-jwt',
  params,
  status: 204,
  failures: { 404: 'No such account.', 409: 'The last administrator stays.' },
})

const secret = Type.String({ minLength: 1, maxLength: 200 })

export const readPasswordLink = endpoint({
  method: 'POST',
  path: '/api/web/password-link/look',
  tag: 'Web app',
  summary: 'Whom a link to choose a password is for',
  access: 'public',
  isLimited: true,
  body: Type.Object({ secret }),
  response: Type.Object({ name: Type.String(), email: Type.String() }),
  failures: { 404: 'The link was used or has expired.' },
})

export const usePasswordLink = endpoint({
  method: 'POST',
  path: '/api/web/password-link',
  tag: 'Web app',
  summary: 'Choose a password by a link, which works once',
  access: 'public',
  isLimited: true,
  body: Type.Object({ secret, password: Type.String({ description: '8 to 72 bytes.' }) }),
  response: Type.Object({ email: Type.String() }),
  failures: { 404: 'The link was used or has expired.' },
})
