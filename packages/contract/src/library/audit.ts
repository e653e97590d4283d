import { Type } from 'typebox'
import { Id, Nullable, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'

export const AuditEntry = Type.Object({
  id: Id,
  user_id: Nullable(Id),
  action: Type.String(),
  entity_type: Type.String(),
  entity_id: Type.String({ description: 'May be empty.' }),
  metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  created_at: Timestamp,
})

export const listAuditLog = endpoint({
  method: 'GET',
  path: '/api/audit-logs',
  tag: 'Audit log',
  summary: 'Who did what, newest first',
  access: 'admin',
  query: Type.Object({
    limit: Type.Optional(Type.String({ pattern: '^\\d+$', description: '1 or more; above 200 counts as 200.' })),
    offset: Type.Optional(Type.String({ pattern: '^\\d+$' })),
  }),
  response: Type.Object({
    entries: Type.Array(AuditEntry),
    total: Type.Integer(),
    limit: Type.Integer(),
    offset: Type.Integer(),
  }),
})
