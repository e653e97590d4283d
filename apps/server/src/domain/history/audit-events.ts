import type { Db } from '#database/open.ts'
import type { AuditRow } from './audit-log.ts'

export interface AuditFilter {
  /** What stands before the dot of an action: `book`. */
  area?: string | undefined
  /** Public id. */
  user?: string | undefined
  /** Days: `2026-03-14`. */
  since?: string | undefined
  until?: string | undefined
}

export interface AuditEvent extends AuditRow {
  /** Null where the account is gone. */
  user_name: string | null
}

/** Entries of the log as a person looks for them, newest first. */
export async function listAuditEvents(
  db: Db,
  filter: AuditFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ events: AuditEvent[]; total: number }> {
  let found = db.selectFrom('audit_log')
  if (filter.area) found = found.where('action', 'like', `${filter.area}.%`)
  if (filter.user) found = found.where('user_public_id', '=', filter.user)
  if (filter.since) found = found.where('audit_log.created_at', '>=', filter.since)
  if (filter.until) found = found.where('audit_log.created_at', '<', `${filter.until}U`)
  const events = await found
    .leftJoin('users', 'users.public_id', 'audit_log.user_public_id')
    .select([
      'audit_log.public_id',
      'audit_log.user_public_id',
      'audit_log.action',
      'audit_log.entity_type',
      'audit_log.entity_id',
      'audit_log.metadata_json',
      'audit_log.created_at',
      'users.name as user_name',
    ])
    .orderBy('audit_log.created_at', 'desc')
    // In the order in which they were written where one moment has several.
    .orderBy('audit_log.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { events, total: Number(total) }
}
