import { type Static, Type } from 'typebox'
import { Id, LenientPaging, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { JobCounts } from './jobs.ts'
import { ScanProblem, ScanRun } from './libraries.ts'

const tag = 'Web app: administration'

export const countConcerns = endpoint({
  method: 'GET',
  path: '/api/web/admin/concerns',
  tag,
  summary: 'How much there is that an administrator should look at',
  access: 'admin',
  response: Type.Object({
    /** Files that could not be read and that nobody has chosen to ignore. */
    problems: Type.Integer(),
    failedJobs: Type.Integer(),
    activeJobs: Type.Integer(),
  }),
})

export const ProblemAnywhere = Type.Object({ ...ScanProblem.properties, libraryId: Id, libraryName: Type.String() })
export type ProblemAnywhere = Static<typeof ProblemAnywhere>

export const listAllProblems = endpoint({
  method: 'GET',
  path: '/api/web/problems',
  tag,
  summary: 'Files of all libraries that could not be taken in, the one seen last first',
  access: 'admin',
  query: Type.Object({
    library: Type.Optional(Type.String()),
    code: Type.Optional(Type.String()),
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the path.' })),
    ignored: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
    ...LenientPaging.properties,
  }),
  response: Type.Object({
    items: Type.Array(ProblemAnywhere),
    total: Type.Integer(),
    offset: Type.Integer(),
    /** Kinds of problems that are open, for a filter. */
    codes: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer() })),
  }),
})

export const AuditEvent = Type.Object({
  id: Id,
  at: Type.String(),
  action: Type.String(),
  entityType: Type.String(),
  entityId: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
  /** Null for the server itself; the name is null where the account is gone. */
  user: Nullable(Type.Object({ id: Id, name: Nullable(Type.String()) })),
})
export type AuditEvent = Static<typeof AuditEvent>

export const listAuditEvents = endpoint({
  method: 'GET',
  path: '/api/web/audit',
  tag,
  summary: 'Who did what, newest first',
  access: 'admin-jwt',
  query: Type.Object({
    area: Type.Optional(
      Type.String({ pattern: '^[a-z_]{1,40}$', description: 'What stands before the dot of an action.' }),
    ),
    user: Type.Optional(Type.String()),
    since: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'A day, in UTC.' })),
    until: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'A day, in UTC.' })),
    ...LenientPaging.properties,
  }),
  response: Type.Object({ items: Type.Array(AuditEvent), total: Type.Integer(), offset: Type.Integer() }),
})

const Disk = Type.Object({
  path: Type.String(),
  /** Null for the data folder. */
  libraryName: Nullable(Type.String()),
  /** Null where the folder is not there. */
  freeBytes: Nullable(Type.Number()),
  totalBytes: Nullable(Type.Number()),
})

export const LogLevel = Type.Union([
  Type.Literal('debug'),
  Type.Literal('info'),
  Type.Literal('warn'),
  Type.Literal('error'),
])
export type LogLevel = Static<typeof LogLevel>

export const System = Type.Object({
  version: Type.String(),
  node: Type.String(),
  platform: Type.String(),
  startedAt: Type.String(),
  database: Type.Object({
    kind: Type.Union([Type.Literal('sqlite'), Type.Literal('postgres')]),
    sizeBytes: Type.Number(),
  }),
  disks: Type.Array(Disk),
  memory: Type.Object({ usedBytes: Type.Number(), machineBytes: Type.Number(), machineFreeBytes: Type.Number() }),
  hasRedis: Type.Boolean(),
  jobs: JobCounts,
  lastScans: Type.Array(Type.Object({ libraryName: Type.String(), scan: Nullable(ScanRun) })),
  logLevel: Type.String(),
  /** What `colophon doctor` finds. */
  findings: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('ok'), Type.Literal('note'), Type.Literal('problem')]),
      about: Type.String(),
      advice: Type.Optional(Type.String()),
    }),
  ),
})
export type System = Static<typeof System>

export const readSystem = endpoint({
  method: 'GET',
  path: '/api/web/system',
  tag,
  summary: 'How the server is doing: version, database, disks, memory, jobs, and what is wrong with its surroundings',
  access: 'admin-jwt',
  response: System,
})

export const setLogLevel = endpoint({
  method: 'PUT',
  path: '/api/web/system/log-level',
  tag,
  summary: 'Log more or less until the next start',
  access: 'admin-jwt',
  body: Type.Object({ level: LogLevel }),
  status: 204,
})

export const downloadDiagnostics = endpoint({
  method: 'GET',
  path: '/api/web/system/diagnostics',
  tag,
  summary: 'One JSON file that helps others to find what is wrong; without passwords, keys and addresses of people',
  access: 'admin-jwt',
  produces: 'application/json',
})
