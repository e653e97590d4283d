import type { AuditEntry } from '@colophon/contract/library/audit.ts'
import { listAuditLog as listEndpoint } from '@colophon/contract/library/audit.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Database } from '#database/open.ts'
import { type AuditRow, listAuditLog } from '#domain/history/audit-log.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { route } from '../route.ts'

const presentEntry = (row: AuditRow): Static<typeof AuditEntry> => ({
  id: row.public_id,
  user_id: row.user_public_id,
  action: row.action,
  entity_type: row.entity_type,
  entity_id: row.entity_id,
  ...(row.metadata_json ? { metadata: row.metadata_json } : {}),
  created_at: wholeSeconds(row.created_at),
})

/** Strict paging (library contract 1.5): what is no number was refused by the schema already. */
function strictPaging({ limit = '50', offset = '0' }: { limit?: string; offset?: string }) {
  if (Number(limit) < 1) throw invalid('query.limit', 'limit must be 1 or more')
  return { limit: Math.min(Number(limit), 200), offset: Math.min(Number(offset), Number.MAX_SAFE_INTEGER) }
}

export function auditRoutes(app: FastifyInstance, { database }: { database: Database }): void {
  route(app, listEndpoint, async ({ query }) => {
    const paging = strictPaging(query)
    const { entries, total } = await listAuditLog(database.reader, paging)
    return { entries: entries.map(presentEntry), total, ...paging }
  })
}
