import { type Static, Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'KOReader'

/** All mean the same: people type one of them as the address of their sync server (device contract C.2). */
export const KOSYNC_PREFIXES = ['', '/api', '/kosync', '/koreader'] as const
export type KosyncPrefix = (typeof KOSYNC_PREFIXES)[number]

export const KosyncRecord = Type.Object({
  document: Type.String(),
  progress: Type.String(),
  percentage: Type.Number(),
  device: Type.Optional(Type.String()),
  device_id: Type.Optional(Type.String()),
  /** Whole seconds since 1970. */
  timestamp: Type.Integer(),
})

/** A number is taken as its text, and a share as text: clients differ. */
const ProgressBody = Type.Object({
  document: Type.Optional(Type.Unknown()),
  progress: Type.Optional(Type.Unknown()),
  percentage: Type.Optional(Type.Unknown()),
  device: Type.Optional(Type.Unknown()),
  device_id: Type.Optional(Type.Unknown()),
  metadata: Maybe(Type.Unknown()),
})
export type ProgressBody = Static<typeof ProgressBody>

export const signIn = (prefix: KosyncPrefix) =>
  endpoint({
    method: 'GET',
    path: `${prefix}/users/auth`,
    summary: 'Whether KOReader may sync with this user name and key',
    tag,
    access: 'kosync',
    response: Type.Object({ authorized: Type.String(), username: Type.Optional(Type.String()) }),
  })

export const signInOfOld = endpoint({
  method: 'GET',
  path: '/api/user/auth',
  summary: 'The same, as older clients ask',
  tag,
  access: 'kosync',
  response: Type.Object({ authorized: Type.String() }),
})

export const register = (prefix: KosyncPrefix) =>
  endpoint({
    method: 'POST',
    path: `${prefix}/users/create`,
    summary: 'Registering from a reader, which is always refused: sign-ins are made in the web app',
    tag,
    access: 'public',
    failures: { 402: 'the name is taken, or registering is switched off' },
  })

export const registerOfOld = endpoint({
  method: 'POST',
  path: '/api/user/create',
  summary: 'Registering as older clients ask, which is always refused',
  tag,
  access: 'public',
  failures: { 409: 'always' },
})

export const checkHealth = (prefix: KosyncPrefix) =>
  endpoint({
    method: 'GET',
    path: `${prefix}/healthcheck`,
    summary: 'Whether the sync server is there',
    tag,
    access: 'public',
    response: Type.Object({ state: Type.String() }),
  })

export const pushProgress = (prefix: KosyncPrefix) =>
  endpoint({
    method: 'PUT',
    path: `${prefix}/syncs/progress`,
    summary: 'Tell how far a document has been read',
    tag,
    access: 'kosync',
    body: ProgressBody,
    response: KosyncRecord,
  })

export const pullNothing = (prefix: KosyncPrefix) =>
  endpoint({
    method: 'GET',
    path: `${prefix}/syncs/progress`,
    summary: 'Ask for no document, which is refused',
    tag,
    access: 'kosync',
  })

export const pullProgress = (prefix: KosyncPrefix) =>
  endpoint({
    method: 'GET',
    path: `${prefix}/syncs/progress/:document`,
    summary: 'Ask how far a document has been read, on any device',
    tag,
    access: 'kosync',
    params: Type.Object({ document: Type.String() }),
    response: Type.Union([KosyncRecord, Type.Object({})]),
  })
