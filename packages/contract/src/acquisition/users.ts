import { Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { AcquisitionRole } from './auth.ts'
import { IdParams, Ok, Time } from './common.ts'

const tag = 'Acquisition: accounts'

export const UserRow = Type.Object({
  id: Type.Integer(),
  username: Type.String(),
  role: AcquisitionRole,
  email: Type.Optional(Type.String()),
  displayName: Type.Optional(Type.String()),
  createdAt: Time,
})

export const listUsers = endpoint({
  method: 'GET',
  path: '/api/v1/auth/users',
  tag,
  summary: 'Every account',
  access: 'acquisition-admin',
  response: Type.Array(UserRow),
})

export const createUser = endpoint({
  method: 'POST',
  path: '/api/v1/auth/users',
  tag,
  summary: 'Make an account',
  access: 'acquisition-admin',
  status: 201,
  body: Type.Object({
    username: Maybe(Type.String()),
    password: Maybe(Type.String()),
    role: Maybe(Type.String({ description: '`admin`; anything else means `user`.' })),
  }),
  response: UserRow,
  failures: { 409: 'The name is taken.' },
})

export const deleteUser = endpoint({
  method: 'DELETE',
  path: '/api/v1/auth/users/:id',
  tag,
  summary: 'Delete an account; what belongs to the library stays',
  access: 'acquisition-admin',
  params: IdParams,
  response: Ok,
})

export const setUserRole = endpoint({
  method: 'PUT',
  path: '/api/v1/auth/users/:id/role',
  tag,
  summary: 'Give an account a role, and with it this part of the server',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({ role: AcquisitionRole }),
  response: Ok,
  failures: { 404: 'No such account.' },
})

export const resetUserPassword = endpoint({
  method: 'PUT',
  path: '/api/v1/auth/users/:id/reset-password',
  tag,
  summary: 'Give an account a password and end its sessions',
  access: 'acquisition-admin',
  params: IdParams,
  body: Type.Object({ password: Maybe(Type.String()) }),
  response: Ok,
})
