import { type Static, Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: download clients'

const ClientType = Type.Union([
  Type.Literal('sabnzbd'),
  Type.Literal('nzbget'),
  Type.Literal('qbittorrent'),
  Type.Literal('transmission'),
  Type.Literal('deluge'),
  Type.Literal('rtorrent'),
])

const ClientHealth = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('checking'), Type.Literal('error')]),
  message: Type.String(),
})

/** A program that downloads (acquisition contract 5.8). */
export const DownloadClient = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  type: ClientType,
  host: Type.String(),
  port: Type.Integer(),
  apiKey: Type.String(),
  useSsl: Type.Boolean(),
  urlBase: Type.String(),
  category: Type.String(),
  categoryAudiobook: Type.String(),
  pathRemap: Type.String({ description: '`from:to` between commas; the longest `from` that fits counts.' }),
  priority: Type.Integer(),
  enabled: Type.Boolean(),
  createdAt: Time,
  updatedAt: Time,
  health: Type.Optional(ClientHealth),
  username: Type.String(),
  password: Type.String(),
})

/** What a client is made of, or tested with. What is left out is empty, false or its default. */
export const DownloadClientBody = Type.Object({
  name: Maybe(Type.String()),
  type: Maybe(Type.String()),
  host: Maybe(Type.String()),
  port: Maybe(Type.Integer()),
  apiKey: Maybe(Type.String()),
  useSsl: Maybe(Type.Boolean()),
  urlBase: Maybe(Type.String()),
  category: Maybe(Type.String()),
  categoryAudiobook: Maybe(Type.String()),
  pathRemap: Maybe(Type.String()),
  priority: Maybe(Type.Integer()),
  enabled: Maybe(Type.Boolean()),
  username: Maybe(Type.String()),
  password: Maybe(Type.String()),
})
export type DownloadClientBody = Static<typeof DownloadClientBody>

/** Whether the folder into which a client puts what is finished can be seen from here. */
const PathVisibility = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('warning'), Type.Literal('error')]),
  message: Type.String(),
  path: Type.String({ description: 'As it is called here.' }),
})

export const ClientTest = Type.Object({
  message: Type.String(),
  health: Type.Optional(ClientHealth),
  pathVisibility: Type.Optional(PathVisibility),
})

export const listDownloadClients = endpoint({
  method: 'GET',
  path: '/api/v1/downloadclient',
  tag,
  summary: 'The download clients by priority; users see the enabled ones, without addresses and secrets',
  access: 'acquisition',
  response: Type.Array(DownloadClient),
})

export const createDownloadClient = endpoint({
  method: 'POST',
  path: '/api/v1/downloadclient',
  tag,
  summary: 'Add a download client',
  access: 'acquisition-admin',
  status: 201,
  body: DownloadClientBody,
  response: DownloadClient,
})

export const testDownloadClientBody = endpoint({
  method: 'POST',
  path: '/api/v1/downloadclient/test',
  tag,
  summary: 'Try a download client that is not saved',
  access: 'acquisition-admin',
  body: DownloadClientBody,
  response: ClientTest,
})

export const getDownloadClient = endpoint({
  method: 'GET',
  path: '/api/v1/downloadclient/:id',
  tag,
  summary: 'One download client',
  access: 'acquisition-admin',
  params: IdParams,
  response: DownloadClient,
  failures: { 404: 'No such client.' },
})

export const replaceDownloadClient = endpoint({
  method: 'PUT',
  path: '/api/v1/downloadclient/:id',
  tag,
  summary: 'Replace a download client: what is left out becomes empty',
  access: 'acquisition-admin',
  params: IdParams,
  body: DownloadClientBody,
  response: DownloadClient,
  failures: { 404: 'No such client.' },
})

export const deleteDownloadClient = endpoint({
  method: 'DELETE',
  path: '/api/v1/downloadclient/:id',
  tag,
  summary: 'Forget a download client; its downloads stay in the queue',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
})

export const testDownloadClient = endpoint({
  method: 'POST',
  path: '/api/v1/downloadclient/:id/test',
  tag,
  summary: 'Try a saved download client',
  access: 'acquisition-admin',
  params: IdParams,
  response: ClientTest,
  failures: { 404: 'No such client.' },
})
