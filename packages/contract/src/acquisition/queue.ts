import { Type } from 'typebox'
import { Maybe, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: queue'

const status = Type.Union([
  Type.Literal('grabbed'),
  Type.Literal('downloading'),
  Type.Literal('completed'),
  Type.Literal('importPending'),
  Type.Literal('importing'),
  Type.Literal('imported'),
  Type.Literal('failed'),
  Type.Literal('importFailed'),
  Type.Literal('importBlocked'),
  Type.Literal('importExternal'),
  Type.Literal('importHeld'),
])

/** A release that was handed to a download client, and what became of it (acquisition contract 5.5). */
export const Download = Type.Object({
  id: Type.Integer(),
  guid: Type.String(),
  bookId: Nullable(Type.Integer()),
  editionId: Nullable(Type.Integer()),
  indexerId: Nullable(Type.Integer()),
  downloadClientId: Nullable(Type.Integer()),
  title: Type.String(),
  nzbUrl: Type.String(),
  size: Type.Integer(),
  sabnzbdNzoId: Nullable(Type.String()),
  torrentId: Nullable(Type.String()),
  status,
  protocol: Type.Union([Type.Literal('usenet'), Type.Literal('torrent'), Type.Literal('')]),
  quality: Type.String(),
  indexerFlags: Type.String(),
  errorMessage: Type.String(),
  addedAt: Time,
  grabbedAt: Nullable(Time),
  completedAt: Nullable(Time),
  importedAt: Nullable(Time),
  importRetryCount: Type.Integer(),
})

const QueueItem = Type.Object({
  ...Download.properties,
  percentage: Type.Optional(Type.String({ description: 'Such as `42.5`, without a sign.' })),
  timeLeft: Type.Optional(Type.String({ description: 'Such as `1:02:03`.' })),
  speed: Type.Optional(Type.String({ description: 'Such as `1.5 MB/s`.' })),
  book: Type.Optional(
    Type.Object({ id: Type.Integer(), title: Type.String(), authorId: Type.Integer(), authorName: Type.String() }),
  ),
})

const Queue = Type.Object({
  items: Type.Array(QueueItem),
  partial: Type.Optional(Type.Boolean()),
  staleClients: Type.Optional(
    Type.Array(
      Type.Object({
        clientId: Type.Integer(),
        name: Type.Optional(Type.String()),
        message: Type.Optional(Type.String()),
      }),
    ),
  ),
})

export const getQueue = endpoint({
  method: 'GET',
  path: '/api/v1/queue',
  tag,
  summary: 'Downloads, newest first, with how far they are',
  access: 'acquisition',
  response: Queue,
})

export const grabRelease = endpoint({
  method: 'POST',
  path: '/api/v1/queue/grab',
  tag,
  summary: 'Hand a release to a download client',
  access: 'acquisition',
  status: 202,
  body: Type.Object({
    guid: Maybe(Type.String()),
    nzbUrl: Maybe(Type.String()),
    title: Maybe(Type.String()),
    size: Maybe(Type.Integer()),
    bookId: Maybe(Type.Integer()),
    indexerId: Maybe(Type.Integer()),
    protocol: Maybe(Type.String()),
    mediaType: Maybe(Type.String()),
  }),
  response: Download,
  failures: { 409: 'It was grabbed already.', 502: 'The download client refused it.' },
})

export const grabPending = endpoint({
  method: 'POST',
  path: '/api/v1/pending/:id/grab',
  tag,
  summary: 'Hand a release that is held back to a download client now',
  access: 'acquisition',
  params: IdParams,
  status: 201,
  response: Download,
  failures: { 404: 'No such release.', 409: 'It was grabbed already.', 502: 'The download client refused it.' },
})

export const retryImport = endpoint({
  method: 'POST',
  path: '/api/v1/queue/:id/retry-import',
  tag,
  summary: 'Import a finished download once more',
  access: 'acquisition',
  params: IdParams,
  status: 202,
  response: Type.Object({ ok: Type.Literal(true) }),
  failures: { 404: 'No such download.', 409: 'Its import has not failed.' },
})

export const removeDownload = endpoint({
  method: 'DELETE',
  path: '/api/v1/queue/:id',
  tag,
  summary: 'Take a download out of the queue and out of its client',
  access: 'acquisition',
  params: IdParams,
  query: Type.Object({ deleteFiles: Type.Optional(Type.String({ description: '`true`: with what it has loaded.' })) }),
  status: 204,
  failures: { 404: 'No such download.' },
})

export const removeDownloads = endpoint({
  method: 'POST',
  path: '/api/v1/queue/bulk-delete',
  tag,
  summary: 'Take several downloads out of the queue',
  access: 'acquisition',
  body: Type.Object({
    ids: Maybe(Type.Array(Type.Integer())),
    deleteFiles: Maybe(Type.Boolean()),
    unmonitorBooks: Maybe(Type.Boolean()),
  }),
  response: Type.Object({
    results: Type.Record(Type.String(), Type.Object({ ok: Type.Boolean(), error: Type.Optional(Type.String()) })),
  }),
})

export const getArrQueue = endpoint({
  method: 'GET',
  path: '/api/queue',
  tag,
  summary: 'What is not imported yet, in the shape that dashboards know',
  access: 'acquisition-key',
  query: Type.Object({
    page: Type.Optional(Type.String()),
    pageSize: Type.Optional(Type.String({ description: 'Everything is on one page without it.' })),
    sortKey: Type.Optional(
      Type.String({ description: '`id`, `title`, `status`, `size`, `sizeleft`, `downloadClient` or `protocol`.' }),
    ),
    sortDirection: Type.Optional(Type.String()),
  }),
  response: Type.Object({
    page: Type.Optional(Type.Integer()),
    pageSize: Type.Optional(Type.Integer()),
    sortKey: Type.Optional(Type.String()),
    sortDirection: Type.Optional(Type.Union([Type.Literal('ascending'), Type.Literal('descending')])),
    totalRecords: Type.Integer(),
    records: Type.Array(
      Type.Object({
        id: Type.Integer(),
        bookId: Type.Integer(),
        title: Type.String(),
        status,
        trackedDownloadStatus: Type.Union([Type.Literal('ok'), Type.Literal('warning'), Type.Literal('error')]),
        size: Type.Integer(),
        sizeleft: Type.Integer(),
        downloadClient: Type.String(),
        downloadId: Type.String(),
        protocol: Type.String(),
      }),
    ),
  }),
})
