import { Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: root folders'

export const RootFolder = Type.Object({
  id: Type.Integer(),
  path: Type.String(),
  freeSpace: Type.Integer({ description: 'Bytes, measured now; 0 where the folder cannot be reached.' }),
  createdAt: Time,
})

export const listRootFolders = endpoint({
  method: 'GET',
  path: '/api/v1/rootfolder',
  tag,
  summary: 'Where imported books go, by number',
  access: 'acquisition',
  response: Type.Array(RootFolder),
})

export const createRootFolder = endpoint({
  method: 'POST',
  path: '/api/v1/rootfolder',
  tag,
  summary: 'Use a folder that exists; makes neither a folder nor a library',
  access: 'acquisition-admin',
  body: Type.Object({ path: Maybe(Type.String({ maxLength: 4096 })) }),
  status: 201,
  response: RootFolder,
  failures: { 409: 'It is one already.' },
})

export const deleteRootFolder = endpoint({
  method: 'DELETE',
  path: '/api/v1/rootfolder/:id',
  tag,
  summary: 'Use it no longer; files and libraries stay',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
  failures: { 404: 'There is none.' },
})
