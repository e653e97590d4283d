import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Time } from './common.ts'

const tag = 'Acquisition: backups'

const Backup = { name: Type.String(), size: Type.Integer({ description: 'Bytes.' }), modTime: Time }
const params = Type.Object({ filename: Type.String() })

export const listBackups = endpoint({
  method: 'GET',
  path: '/api/v1/backup',
  tag,
  summary: 'Backups, the newest first',
  access: 'acquisition-admin',
  response: Type.Array(Type.Object(Backup)),
})

export const createBackup = endpoint({
  method: 'POST',
  path: '/api/v1/backup',
  tag,
  summary: 'Make a backup of the database while the server runs',
  description: 'The body may name a `label`; what cannot be read counts as none. With PostgreSQL the answer is 400.',
  access: 'acquisition-admin',
  status: 201,
  response: Type.Object({ ...Backup, durationMs: Type.Integer() }),
})

export const restoreBackup = endpoint({
  method: 'POST',
  path: '/api/v1/backup/:filename/restore',
  tag,
  summary: 'Put a backup in place at the next start',
  description: 'Only with the header `X-Confirm-Restore: true`.',
  access: 'acquisition-admin',
  params,
  response: Type.Object({ message: Type.String() }),
  failures: { 404: 'There is none.' },
})

export const deleteBackup = endpoint({
  method: 'DELETE',
  path: '/api/v1/backup/:filename',
  tag,
  summary: 'Delete a backup',
  access: 'acquisition-admin',
  params,
  status: 204,
  failures: { 404: 'There is none.' },
})
