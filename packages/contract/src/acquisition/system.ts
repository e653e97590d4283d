import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Time } from './common.ts'

const tag = 'Acquisition: system'

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/v1/health',
  tag,
  summary: 'Whether the server answers',
  access: 'public',
  response: Type.Object({ status: Type.Literal('ok'), version: Type.String() }),
})

export const getSystemStatus = endpoint({
  method: 'GET',
  path: '/api/v1/system/status',
  tag,
  summary: 'Version, time of running, what is switched on',
  access: 'acquisition',
  response: Type.Object({
    version: Type.String(),
    commit: Type.String(),
    buildDate: Type.String(),
    uptime: Type.Integer({ description: 'Seconds.' }),
    startTime: Time,
    imageCacheBytes: Type.Integer(),
    enhancedHardcoverApi: Type.Boolean(),
    hardcoverTokenConfigured: Type.Boolean(),
    enhancedHardcoverDisabledReason: Type.Optional(
      Type.Union([Type.Literal('env_disabled'), Type.Literal('missing_token'), Type.Literal('admin_disabled')]),
    ),
  }),
})

export const getSetupState = endpoint({
  method: 'GET',
  path: '/api/v1/system/setup-state',
  tag,
  summary: 'Which of the first steps are done',
  access: 'acquisition',
  response: Type.Object({
    hasIndexer: Type.Boolean(),
    hasClient: Type.Boolean(),
    hasAuthor: Type.Boolean({ description: 'Stays true once there was one.' }),
    hasGrab: Type.Boolean(),
    hasImport: Type.Boolean(),
    complete: Type.Boolean(),
  }),
})

const StorageFolder = Type.Object({
  name: Type.String({ description: '`download`, `library`, `audiobook` or `audiobook-download`.' }),
  path: Type.String(),
  exists: Type.Boolean(),
  writable: Type.Boolean(),
  reason: Type.Optional(Type.String()),
})

export const getStorage = endpoint({
  method: 'GET',
  path: '/api/v1/system/storage',
  tag,
  summary: 'Whether folders are there and can be written, and whether files can be linked between them',
  access: 'acquisition-admin',
  response: Type.Object({
    downloadDir: Type.String(),
    audiobookDownloadDir: Type.String(),
    libraryDir: Type.String(),
    audiobookDir: Type.String(),
    dirs: Type.Array(StorageFolder),
    hardlinkable: Type.Boolean(),
    hardlinkReason: Type.Optional(Type.String()),
  }),
})

const LogLevel = Type.Object({ level: Type.String({ description: '`DEBUG`, `INFO`, `WARN` or `ERROR`.' }) })

export const getLogLevel = endpoint({
  method: 'GET',
  path: '/api/v1/system/loglevel',
  tag,
  summary: 'How much is logged',
  access: 'acquisition-admin',
  response: LogLevel,
})

export const setLogLevel = endpoint({
  method: 'PUT',
  path: '/api/v1/system/loglevel',
  tag,
  summary: 'Log more or less until the next start; an unknown word means INFO',
  access: 'acquisition-admin',
  body: Type.Object({ level: Type.String({ minLength: 1 }) }),
  response: LogLevel,
})
