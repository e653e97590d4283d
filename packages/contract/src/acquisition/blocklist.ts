import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: blocklist'

/** A release that is not taken again. */
export const BlocklistEntry = Type.Object({
  id: Type.Integer(),
  bookId: Nullable(Type.Integer()),
  guid: Type.String(),
  title: Type.String(),
  indexerId: Nullable(Type.Integer()),
  reason: Type.String(),
  createdAt: Time,
  createdByUserId: Type.Optional(Type.Integer()),
})
export type BlocklistEntry = Static<typeof BlocklistEntry>

export const listBlocklist = endpoint({
  method: 'GET',
  path: '/api/v1/blocklist',
  tag,
  summary: 'Releases that are not taken again, newest first',
  access: 'acquisition',
  response: Type.Array(BlocklistEntry),
})

export const unblockMany = endpoint({
  method: 'DELETE',
  path: '/api/v1/blocklist/bulk',
  tag,
  summary: 'Let several releases through again',
  access: 'acquisition',
  body: Type.Object({ ids: Type.Array(Type.Integer()) }),
  status: 204,
})

export const unblock = endpoint({
  method: 'DELETE',
  path: '/api/v1/blocklist/:id',
  tag,
  summary: 'Let a release through again',
  access: 'acquisition',
  params: IdParams,
  status: 204,
})
